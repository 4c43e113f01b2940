/* The game in the browser: gather a month's decisions, keep the address, lead the eye to what is new. */
(function () {
  "use strict";
  var flurfunk = (window.flurfunk = window.flurfunk || {});
  var PATIENCE = 8000; // milliseconds until one may try again what was not answered
  var same = function () { return window.dash_clientside.no_update; };

  function touched() {
    var hit = (window.dash_clientside.callback_context.triggered || [])[0];
    return hit && hit.value ? JSON.parse(hit.prop_id.slice(0, hit.prop_id.lastIndexOf("."))) : null;
  }

  /* The table that a part of an id belongs to: "play-do" is of "play". */
  function tableOf(part) { return document.querySelector('[data-play="' + part.slice(0, part.lastIndexOf("-")) + '"]'); }

  function say(table, open) {
    var place = table.querySelector(".play-form .play-missing");
    if (!place) { return; }
    place.textContent = open ? JSON.parse(place.dataset.words)[open - 1] : "";
    table.querySelectorAll(".play-week").forEach(function (week) {
      week.classList.toggle("open", Boolean(open) && !week.querySelector("[aria-checked=true]"));
    });
    if (open) {
      var first = table.querySelector(".play-week.open [role=radio]");
      if (first) { first.focus(); }
    }
  }

  /* What was sent got lost, or was refused: let the player send it again. */
  function lost(table, when) {
    if (!table.classList.contains("busy") || table.dataset.sent !== String(when)) { return; }
    table.classList.remove("busy");
    (table.querySelector(".play-form .play-missing") || table.querySelector(".play-missing")).textContent = table.dataset.lost;
  }

  /* Leads to what the last months brought, or to the look back. */
  function lead(table) {
    var prefix = table.dataset.play;
    var over = document.getElementById(prefix + "-recap-heading");
    var stopped = over && table.dataset.over !== "yes";
    table.dataset.over = over ? "yes" : "";
    var heading = (stopped && over) || document.getElementById(prefix + "-heading") || document.getElementById(prefix + "-next");
    if (!heading) { return; }
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.flurfunk_play = {
    act: function (_clicks, weeks, manner) {
      var at = touched();
      if (!at) { return same(); }
      var table = tableOf(at.part);
      var needed = at.at === "decide" || at.at === "quarter";
      var open = needed ? weeks.filter(function (each) { return !each; }).length : 0;
      say(table, open);
      if (open) { return same(); }
      var when = Date.now();
      table.classList.add("busy");
      table.dataset.sent = String(when);
      setTimeout(function () { lost(table, when); }, PATIENCE);
      return {
        do: at.at, month: Number(table.querySelector("[data-month]").dataset.month),
        word: needed ? weeks.concat(manner).join("") : "", when: when
      };
    },

    /* What is ticked and not sent yet outlives a reload: kept in this window, and put back into the same month. */
    ticks: function (weeks, manner) {
      var inputs = window.dash_clientside.callback_context.inputs_list;
      if (!inputs[0].length) { return same(); }
      var table = tableOf(inputs[0][0].id.part), month = table.querySelector("[data-month]").dataset.month;
      var place = "flurfunk-ticks-" + table.dataset.ticks;
      try {
        if (weeks.some(Boolean)) {
          sessionStorage.setItem(place, JSON.stringify({ month: month, values: weeks.concat(manner) }));
          return same();
        }
        var kept = JSON.parse(sessionStorage.getItem(place));
        if (!kept || kept.month !== month || kept.values.length !== weeks.length + manner.length) { return same(); }
        inputs[0].concat(inputs[1]).forEach(function (input, at) {
          if (kept.values[at]) { window.dash_clientside.set_props(input.id, { value: kept.values[at] }); }
        });
      } catch (blocked) { /* a browser that keeps nothing loses it, as before */ }
      return same();
    },

    atOnce: function () {
      var at = touched();
      var weeks = window.dash_clientside.callback_context.outputs_list;
      return weeks.map(function () { return at ? at.at : same(); });
    },

    /* The next look at once; where the server is busy, the same again in a while, not all at once. */
    again: function (next) {
      if (!next) { return; }
      var later = window.dash_clientside.callback_context.triggered[0].prop_id.replace(/-later\.data$/, "");
      setTimeout(function () { window.dash_clientside.set_props(later, { data: next.ask }); }, next.soon ? 0 : 1000 + 2000 * Math.random());
    },

    themed: function (figure) { return figure ? flurfunk.themed(figure) : same(); },

    /* New state of the game: into the address where it belongs there; then to what is new. */
    arrived: function (kept) {
      document.querySelectorAll("[data-play].busy").forEach(function (table) {
        table.classList.remove("busy");
        setTimeout(function () { lead(table); }, 50);
      });
      if (kept && kept.query) { history.replaceState(history.state, "", location.pathname + "?" + kept.query); }
      return same();
    }
  };

  flurfunk.onTheme(function () {
    document.querySelectorAll("[data-play]").forEach(function (table) {
      window.dash_clientside.set_props(table.dataset.play + "-theme", { data: Date.now() });
    });
  });
})();
