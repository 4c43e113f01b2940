/* The page on which one explores: from controls to a link, from a link to charts. The server is asked for a first look
   while one drags and for the whole afterwards, or for the whole at once while it is quick about it and nothing is
   dragged; an answer that is no longer wanted is never drawn. */
(function () {
  "use strict";
  var flurfunk = (window.flurfunk = window.flurfunk || {});
  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var GROW = 900; // milliseconds without a change before an ensemble grows on
  var SETTLED = 90; // milliseconds without a change before the whole is asked for
  var SINGLE = 300; // milliseconds since the change before, from which on a change is not one of a drag
  var QUICK = 200; // milliseconds that answers took the last time, until the whole was there: worth waiting for
  var GIVE_UP = 8000;
  var SOON = 100; // milliseconds until an ensemble that grows is asked for again
  var AGAIN = 2500; // until one that was cut short because many ask
  var MOST_TRIES = 5;
  var GUESSED = "flurfunk-explore-guessed";

  var page = null; // what is on: see `begin`

  function begin(start) {
    page = {
      start: start, values: {}, kept: {}, shown: [], link: null, changedAt: 0, single: false, quick: false, waited: 0, flight: null, requests: 0, tries: 0, had: 0, growsAt: 0,
      drawn: { link: null, full: false, grown: false }, answer: null, timer: null, addressTimer: null, held: false, guess: "", guessed: null,
      comparison: null, first: null
    };
  }

  function set(id, props) { clientside.set_props(id, props); }

  /* Numbers */

  function formatted(value, control) {
    if (typeof value === "boolean") { return page.start.texts[value ? "yes" : "no"]; }
    if (typeof value !== "number") { return null; }
    var shown = new Intl.NumberFormat(page.start.language, {
      minimumFractionDigits: control.digits, maximumFractionDigits: control.digits
    }).format(control.percent ? value * 100 : value);
    if (/^-[0.,]*$/.test(shown)) { shown = shown.slice(1); }
    return shown.replace("-", "\u2212") + (control.percent ? page.start.percent : "");
  }

  function each(selector, visit) { Array.prototype.forEach.call(document.querySelectorAll(selector), visit); }

  function showNumbers() {
    each(".explore-number", function (output) {
      var key = output.dataset.key;
      var control = page.start.controls[key];
      var slider = key in page.sliders ? page.sliders[key] : page.values[key];
      var text = control ? formatted(slider, control) : null;
      // The text node stays the one that React knows.
      if (text !== null && output.firstChild && output.firstChild.nodeValue !== text) { output.firstChild.nodeValue = text; }
    });
    each(".explore-rule", function (row) {
      var key = row.dataset.key;
      row.classList.toggle("is-changed", page.values[key] !== page.start.controls[key].value);
    });
    each(".explore-panel", function (panel) {
      panel.classList.toggle("is-shown", page.shown.indexOf(panel.dataset.measure) >= 0);
    });
    each(".explore-chip", function (chip) {
      chip.setAttribute("aria-pressed", String(page.shown.indexOf(chip.dataset.measure) >= 0));
    });
    var panels = document.getElementById("explore-panels");
    if (panels) { panels.dataset.count = page.shown.length; }
    each(".explore-measure", function (row) {
      row.classList.toggle("is-off", page.values["interventions." + row.dataset.name + ".strength"] === 0);
    });
  }

  /* Links */

  function changes() {
    var found = {};
    Object.keys(page.values).sort().forEach(function (key) {
      var control = page.start.controls[key];
      if (control && page.values[key] !== control.value && page.values[key] !== null) { found[key] = page.values[key]; }
    });
    return found;
  }

  function linkOf(changed, kept, shown) {
    var query = new URLSearchParams({ scenario: page.start.scenario });
    Object.keys(changed).forEach(function (key) { query.append(key, String(changed[key])); });
    Object.keys(kept).sort().forEach(function (key) { query.append("kept." + key, String(kept[key])); });
    if (shown.join(".") !== "image.revenue") { query.append("show", shown.join(".")); }
    return query.toString();
  }

  function writeAddress() {
    clearTimeout(page.addressTimer);
    page.addressTimer = setTimeout(function () {
      history.replaceState(history.state, "", location.pathname + "?" + page.link);
    }, 300);
  }

  /* Asking */

  function next() {
    clearTimeout(page.timer);
    if (page.held || !page.link) { return; }
    // A first look is there soon; a whole one that is no longer wanted is not waited for.
    if (page.flight && (!page.flight.full || page.flight.link === page.link)) { return; }
    if (page.drawn.link !== page.link) { send(page.single && page.quick, false); return; }
    if (page.drawn.full && (page.drawn.grown || !page.answer || page.answer.n < page.answer.wanted)) { return; }
    if (page.drawn.full && page.answer.wanted >= page.answer.most) { return; }
    var rest = (page.drawn.full ? GROW : SETTLED) - (performance.now() - page.changedAt);
    if (page.drawn.full) { rest = Math.max(rest, page.growsAt - performance.now()); }
    if (rest > 0) { page.timer = setTimeout(next, rest); } else { send(true, page.drawn.full); }
  }

  function send(full, grown) {
    var request = ++page.requests;
    page.flight = { request: request, link: page.link, full: full, grown: grown, at: performance.now() };
    var current = page;
    page.flight.timer = setTimeout(function () {
      if (page !== current || !page.flight || page.flight.request !== request) { return; }
      page.flight = null;
      set("explore-status", { children: page.start.texts.offline });
      next();
    }, GIVE_UP);
    set("explore-ask", { data: { link: page.link, full: full, grown: grown, guess: page.guess, request: request } });
  }

  function markStale() {
    var charts = document.querySelector(".explore-charts");
    var stale = !page.held && (page.drawn.link !== page.link);
    if (charts) {
      charts.classList.toggle("is-stale", stale);
      charts.setAttribute("aria-busy", String(stale));
    }
  }

  function later(flight, wholeYet) {
    // What was cut short because many wait is asked for again: while it grows, and a few times where it does not.
    var grows = flight.grown && page.answer.n > page.had;
    if (page.answer.n > page.had) { page.tries = 0; }
    page.had = page.answer.n;
    if (!flight.full || wholeYet || page.tries >= MOST_TRIES) { return; }
    page.tries += 1;
    var link = page.link;
    setTimeout(function () {
      if (page && page.link === link && !page.flight) { send(true, flight.grown); }
    }, grows ? SOON : AGAIN * page.tries);
  }

  /* Others need the server: what is drawn may grow later, if anybody still looks at it then. */
  function busy(flight) {
    if (flight.link === page.link) {
      page.tries += 1;
      if (page.tries > MOST_TRIES) { page.drawn.grown = true; }
      page.growsAt = performance.now() + AGAIN * page.tries;
    }
    setTimeout(next, 0);
  }

  /* The question before the first result */

  function same(one, other) {
    var keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every(function (key) { return one[key] === other[key]; });
  }

  function guessed() { try { return sessionStorage.getItem(GUESSED) !== null; } catch (blocked) { return true; } }

  function ask(changed) {
    var keys = Object.keys(changed).filter(function (key) { return changed[key] !== page.first[key]; });
    var key = keys[0] || Object.keys(page.first).filter(function (each) { return !(each in changed); })[0];
    var control = page.start.controls[key];
    if (!control || typeof control.value !== "number") { return false; }
    // What is found compares with the baseline: of another step, nothing would be answered.
    if (!same(page.first, page.kept)) { return false; }
    var old = key in page.first ? page.first[key] : control.value;
    var now = key in changed ? changed[key] : control.value;
    var text = page.start.texts.question.replace("{name}", control.name)
      .replace("{old}", formatted(old, control)).replace("{new}", formatted(now, control));
    document.getElementById("explore-question-text").firstChild.nodeValue = text;
    var card = document.getElementById("explore-question");
    card.hidden = false;
    page.held = true;
    return true;
  }

  function answerQuestion(guess) {
    try { sessionStorage.setItem(GUESSED, guess); } catch (blocked) { /* it is asked again next time */ }
    document.getElementById("explore-question").hidden = true;
    page.guess = guess;
    page.guessed = page.comparison;
    page.held = false;
    markStale();
    next();
  }

  /* The time line */

  function move(bar, week) {
    var weeks = Number(bar.dataset.weeks), name = bar.dataset.name;
    var length = bar.dataset.length === "" ? null : Number(bar.dataset.length);
    week = Math.max(1, Math.min(weeks, Math.round(week)));
    if (week === Number(bar.getAttribute("aria-valuenow"))) { return; }
    place(bar, week);
    var moves = Object.assign({}, page.moves);
    moves["interventions." + name + ".start"] = week;
    if (length !== null) { moves["interventions." + name + ".end"] = week + length; }
    page.moves = moves;
    set("explore-moves", { data: moves });
  }

  function place(bar, week) {
    var weeks = Number(bar.dataset.weeks);
    var length = bar.dataset.length === "" ? null : Number(bar.dataset.length);
    var last = length === null ? weeks : Math.min(weeks, week + length);
    var said = page.start.texts.week.replace("{week}", String(week));
    bar.style.left = "min(" + 100 * (week - 1) / weeks + "%, 100% - 5.2rem)";
    bar.style.width = 100 * (last - week + 1) / weeks + "%";
    bar.setAttribute("aria-valuenow", String(week));
    bar.setAttribute("aria-valuetext", said);
    bar.querySelector(".explore-week").firstChild.nodeValue = said;
  }

  var STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -13, PageUp: 13, Home: -1e6, End: 1e6 };

  document.addEventListener("keydown", function (event) {
    var bar = event.target.closest && event.target.closest(".explore-span");
    if (!bar || !page || !(event.key in STEPS)) { return; }
    event.preventDefault();
    move(bar, Number(bar.getAttribute("aria-valuenow")) + STEPS[event.key]);
  });

  document.addEventListener("pointerdown", function (event) {
    var bar = event.target.closest && event.target.closest(".explore-span");
    if (!bar || !page || event.button > 0) { return; }
    var from = event.clientX, start = Number(bar.getAttribute("aria-valuenow"));
    var perWeek = bar.parentElement.clientWidth / Number(bar.dataset.weeks);
    event.preventDefault();
    bar.focus({ preventScroll: true });
    bar.setPointerCapture(event.pointerId);
    bar.classList.add("is-dragged");
    function drag(moved) { move(bar, start + (moved.clientX - from) / perWeek); }
    function drop() {
      bar.classList.remove("is-dragged");
      bar.removeEventListener("pointermove", drag);
    }
    bar.addEventListener("pointermove", drag);
    bar.addEventListener("pointerup", drop, { once: true });
    bar.addEventListener("pointercancel", drop, { once: true });
  });

  /* Buttons */

  function undo(key) {
    var control = page.start.controls[key];
    if (typeof control.value === "boolean") { set({ type: "explore-switch", key: key }, { checked: control.value }); }
    else { set({ type: "explore-control", key: key }, { value: control.value }); }
  }

  function undoAll() {
    Object.keys(changes()).forEach(function (key) {
      if (!/^interventions\.[^.]+\.(start|end)$/.test(key)) { undo(key); }
    });
    each(".explore-span", function (bar) {
      place(bar, page.start.controls["interventions." + bar.dataset.name + ".start"].value);
    });
    each(".explore-measure", function (row) {
      var own = page.start.controls["interventions." + row.dataset.name + ".strength"].value;
      set({ type: "explore-on", name: row.dataset.name }, { checked: own > 0 });
    });
    set("explore-moves", { data: {} });
  }

  /* Show a measure or not; one at least stays. */
  function toggle(measure) {
    var shown = page.shown.filter(function (each) { return each !== measure; });
    if (shown.length === page.shown.length) { shown.push(measure); }
    if (shown.length) { set("explore-shown", { data: shown }); }
  }

  function copy(button) {
    var text = location.origin + location.pathname + "?" + page.link;
    function done() {
      button.firstChild.nodeValue = page.start.texts.copied;
      setTimeout(function () { button.firstChild.nodeValue = page.start.texts.copy; }, 1600);
    }
    // The clipboard is for secure addresses only, which a workshop's network seldom has.
    if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(text).then(done, byHand); } else { byHand(); }
    function byHand() {
      var area = document.createElement("textarea");
      area.value = text;
      area.className = "hidden";
      document.body.appendChild(area);
      area.select();
      if (document.execCommand("copy")) { done(); }
      area.remove();
      button.focus();
    }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button");
    if (!button || !page || !button.closest(".explore")) { return; }
    if (button.dataset.guess !== undefined) { answerQuestion(button.dataset.guess); }
    else if (button.classList.contains("explore-chip")) { toggle(button.dataset.measure); }
    else if (button.classList.contains("explore-undo")) { undo(button.dataset.key); }
    else if (button.id === "explore-reset-all") { undoAll(); }
    else if (button.id === "explore-keep") { set("explore-kept", { data: changes() }); }
    else if (button.id === "explore-copy") { copy(button); }
  });

  /* Elements as Dash knows them. */
  function element(type, children, more) {
    return { namespace: "dash_html_components", type: type, props: Object.assign({ children: children }, more) };
  }

  function tables(found) {
    return found.map(function (table) {
      function cell(text, n) { return n ? element("Td", text) : element("Th", text, { scope: "row" }); }
      return element("Table", [
        element("Caption", table.caption),
        element("Thead", element("Tr", table.heads.map(function (head) { return element("Th", head, { scope: "col" }); }))),
        element("Tbody", table.rows.map(function (row) { return element("Tr", row.map(cell)); }))
      ]);
    });
  }

  /* All paired differences as dots on a line, zero, and the interval of their mean. */
  function strip(found) {
    function at(name, style) { return element("Span", "", { className: "explore-" + name, style: style }); }
    var dots = found.dots.map(function (dot) { return at("dot", { left: dot[0] + "%", width: dot[1] + "px", height: dot[1] + "px" }); });
    var line = [at("zero", {})].concat(dots, at("reach", { left: found.low + "%", width: Math.max(0.5, found.high - found.low) + "%" }));
    return element("Span", [
      element("Span", found.from, { className: "explore-end" }), element("Span", line, { className: "explore-dots" }),
      element("Span", found.to, { className: "explore-end" })
    ], { className: "explore-strip", role: "img", "aria-label": found.said });
  }

  function sentences(found) {
    var items = found.sentences.map(function (each) {
      return element("Li", [
        element("Span", each.said), each.strip ? strip(each.strip) : null, each.rests ? element("Span", each.rests, { className: "explore-rests" }) : null
      ].filter(Boolean), { className: "is-" + each.word });
    });
    return [
      found.told ? element("P", found.told, { className: items.length ? "explore-turned-out" : undefined }) : null,
      items.length ? element("Ul", items) : null,
      found.when ? element("P", found.when, { className: "muted" }) : null
    ].filter(Boolean);
  }

  /* Figure in the colours of the theme, with less around it where there is little room. */
  function fitted(measure) {
    var figure = page.answer.panels[measure].figure;
    var plot = document.querySelector(".explore-panel[data-measure=" + measure + "] .explore-plot");
    if (plot && plot.clientHeight && plot.clientHeight < 170) {
      var layout = Object.assign({}, figure.layout);
      layout.margin = { l: 32, r: 14, t: 14, b: 22 };
      layout.xaxis = Object.assign({}, layout.xaxis, { title: { text: "" } });
      layout.yaxis = Object.assign({}, layout.yaxis, { nticks: 4 });
      figure = { data: figure.data, layout: layout };
    }
    return flurfunk.themed(figure);
  }

  function figures(panels, ids) {
    return ids.map(function (id) { return panels[id.measure] ? fitted(id.measure) : clientside.no_update; });
  }

  flurfunk.onTheme(function () {
    if (!page || !page.answer) { return; }
    Object.keys(page.answer.panels).forEach(function (measure) {
      set({ type: "explore-graph", measure: measure }, { figure: fitted(measure) });
    });
  });

  clientside.flurfunk_explore = {
    /* Any control moved. */
    change: function (values, checked, on, moves, kept, shown, ids, switchIds, onIds, start) {
      var first = !page || page.start !== start;
      if (first) { begin(start); }
      page.sliders = {};
      page.values = {};
      Object.keys(start.controls).forEach(function (key) { page.values[key] = start.controls[key].value; });
      ids.forEach(function (id, n) { page.values[id.key] = page.sliders[id.key] = values[n]; });
      switchIds.forEach(function (id, n) { page.values[id.key] = checked[n]; });
      onIds.forEach(function (id, n) { if (!on[n]) { page.values["interventions." + id.name + ".strength"] = 0; } });
      page.moves = moves || {};
      Object.keys(page.moves).forEach(function (key) { page.values[key] = page.moves[key]; });
      page.kept = kept || {};
      page.shown = Object.keys(MEASURES).filter(function (each) { return (shown || []).indexOf(each) >= 0; });
      if (!page.shown.length) { page.shown = ["image"]; }
      var changed = changes(), link = linkOf(changed, page.kept, page.shown);
      // A guess was about one comparison; of the next one nothing was said.
      page.comparison = linkOf(changed, page.kept, []);
      if (page.comparison !== page.guessed) { page.guess = ""; }
      requestAnimationFrame(showNumbers);
      if (link === page.link) { return link; }
      page.link = link;
      page.tries = page.had = page.growsAt = 0;
      page.single = performance.now() - page.changedAt > SINGLE;
      page.changedAt = performance.now();
      page.waited = 0;
      if (first) { page.first = changed; } else {
        writeAddress();
        if (JSON.stringify(changed) === JSON.stringify(page.first)) { if (page.held) { answerlessly(); } }
        else if (!guessed() && !page.held) { ask(changed); } else if (page.held) { ask(changed); }
      }
      markStale();
      next();
      return link;
    },

    /* An answer came. */
    draw: function (answer, ids) {
      var none = clientside.no_update, flight = page && page.flight;
      var nothing = [ids.map(function () { return none; })];
      for (var n = 0; n < 3; n += 1) { nothing.push(nothing[0]); }
      nothing.push(none, none, none, none);
      if (!answer || !flight || flight.request !== answer.request) { return nothing; }
      clearTimeout(flight.timer);
      page.flight = null;
      if (answer.later) { busy(flight); return nothing; }
      page.answer = answer;
      page.drawn = { link: flight.link, full: flight.full, grown: flight.grown };
      var whole = answer.n >= answer.wanted;
      page.waited += performance.now() - flight.at; // without drawing, which takes longer than answers do
      if (flight.full && !flight.grown) { page.quick = whole && page.waited < QUICK; }
      if (flight.link === page.link) { later(flight, whole); }
      markStale();
      setTimeout(next, 0);
      // For `benchmarks`: whether it was the whole, and the milliseconds that the server took.
      flurfunk.exploreTimes = (flurfunk.exploreTimes || []).concat([[flight.full, performance.now() - flight.at]]).slice(-200);
      function part(name) {
        return ids.map(function (id) { return answer.panels[id.measure] ? answer.panels[id.measure][name] : none; });
      }
      return [
        figures(answer.panels, ids), part("ends"), part("change"), part("said"), answer.runs,
        answer.found === undefined ? none : sentences(answer.found), answer.table === undefined ? none : tables(answer.table),
        answer.faults === undefined ? none : answer.faults
      ];
    },

    /* Another scenario was chosen. */
    go: function (name, start) {
      if (name && start && name !== start.scenario) { location.assign(location.pathname + "?scenario=" + encodeURIComponent(name)); }
    }
  };

  var MEASURES = { image: 0, influence: 0, attendance: 0, resources: 0, revenue: 0 };

  /* The change was taken back before anybody guessed. */
  function answerlessly() {
    document.getElementById("explore-question").hidden = true;
    page.held = false;
  }
})();
