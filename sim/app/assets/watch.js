/* The player of the page `watch`: fetches the frames once, and shows them. */
(function () {
  "use strict";
  const flurfunk = (window.flurfunk = window.flurfunk || {});
  const watch = (flurfunk.watch = flurfunk.watch || {});
  // What sim/app/watch/frames.py writes. Dash loads assets by their names, so that this file comes before the others.
  watch.FAIR = 16;
  watch.STATUS = { UNWANTED: 0, PRESENT: 1, DELEGATE: 2, ILL: 3, ELSEWHERE: 4, CUSTOMER: 5, VIDEO: 6 };
  watch.DESKS = -1;
  // A week has ten half-days, and an evening at which everybody is back.
  watch.HALF_DAYS = 10;
  watch.STEPS = 11;

  /* From 0 to 1 without a jolt. */
  watch.smooth = (x) => x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - 2 * x);

  const SECONDS_A_WEEK = 4.4;
  const GLIDE = 0.07; // seconds in which a disc makes most of its way
  const SPEEDS = [0.5, 1, 2, 4, 8];
  const MOMENT = 0.8; // of a half-day, at which everybody sits and talk can be seen
  const PLAY = "M8 5v14l11-7z", PAUSE = "M6 5h4v14H6zM14 5h4v14h-4z", BACK = "M7 5h2.5v14H7zM19 5v14l-8.5-7z", AHEAD = "M14.5 5H17v14h-2.5zM5 5v14l8.5-7z";

  /* Frames a second, of the last second in which there were any. */
  const stamps = new Float64Array(256);
  let painted = 0;
  watch.fps = function () {
    if (painted < 2) { return 0; }
    const n = Math.min(painted, stamps.length), newest = stamps[(painted - 1) % stamps.length];
    let count = 1;
    while (count < n && newest - stamps[(painted - 1 - count) % stamps.length] <= 1000) { count++; }
    const oldest = stamps[(painted - count) % stamps.length];
    return count < 2 ? 0 : 1000 * (count - 1) / (newest - oldest);
  };
  watch.painted = () => painted;

  function start(setup) {
    const office = document.getElementById("watch-office");
    if (!setup || !office || office.dataset.started) { return null; }
    office.dataset.started = "1";
    const h = watch.element, note = h("p", { class: "watch-note", role: "status", text: setup.words.loading });
    watch.paintHues(office.parentElement, setup);
    flurfunk.onTheme(() => watch.paintHues(office.parentElement, setup));
    document.getElementById("watch-choice").append(watch.choice(setup));
    if (!setup.fits) { return null; }
    office.append(note);
    watch.fetched("/" + setup.language + "/watch/frames?" + new URLSearchParams(setup.query), 60)
      .then(function (raw) { note.remove(); show(office, setup, watch.read(raw)); })
      .catch(function (error) {
        if (error instanceof Error) { console.error(error); }
        note.textContent = setup.words.failed;
      });
    return null;
  }

  function show(office, setup, reel) {
    const h = watch.element, words = setup.words, weeks = reel.weeks.length, fill = watch.fill;
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const stage = watch.stage(reel);
    let at = 0, playing = false, speed = 1, before = 0, waiting = 0, week = -1;

    const canvas = h("canvas", { class: "watch-canvas", tabindex: "0", role: "img", "aria-label": words.canvas, "aria-describedby": "watch-keys" });
    const live = h("p", { class: "hidden", role: "status", id: "watch-live" });
    const play = h("button", { type: "button", class: "watch-button watch-play", "aria-label": words.play, onclick: () => set(!playing) }, [watch.icon(PLAY)]);
    const back = h("button", { type: "button", class: "watch-button", "aria-label": words.back, onclick: () => step(-1) }, [watch.icon(BACK)]);
    const ahead = h("button", { type: "button", class: "watch-button", "aria-label": words.ahead, onclick: () => step(1) }, [watch.icon(AHEAD)]);
    const scrub = h("input", { type: "range", class: "watch-scrub", min: 1, max: weeks, step: 1, value: 1, "aria-label": words.scrub });
    const clock = h("output", { class: "watch-clock" }), day = h("span", { class: "watch-day" });
    const pace = h("select", { id: "watch-pace", "aria-label": words.speed }, SPEEDS.map((each) => h("option", { value: each, text: watch.number(words, each, each < 1 ? 1 : 0) + "×", selected: each === 1 })));
    const active = h("p", { class: "watch-active" });
    const side = watch.side(reel, words), panel = watch.storyPanel(reel, setup, seek), list = watch.weekList(reel, words, tellDecision);
    const painter = watch.painter(canvas, reel, words, setup.hues);

    const card = watch.gistCard(words, function () { panel.element.scrollIntoView({ block: "start", behavior: still.matches ? "auto" : "smooth" }); panel.focus(); });
    const frame = h("div", { class: "watch-frame" }, [canvas, card.element]);
    const controls = h("div", { class: "watch-controls", role: "group", "aria-label": words.controls }, [
      h("div", { class: "watch-buttons" }, [back, play, ahead]), scrub,
      h("div", { class: "watch-time" }, [clock, day]), pace
    ]);
    const player = h("section", { class: "watch-player", "aria-label": words.player }, [
      frame, controls, active, h("p", { class: "watch-keys muted", id: "watch-keys", text: words.keys }), watch.legend(words)
    ]);
    office.append(h("div", { class: "watch-grid" }, [player, side.element]), live, panel.element, list.element);

    function moment(index) { return index + (reel.weeks[index].telling + MOMENT) / watch.STEPS; }

    function tick(now) {
      waiting = 0;
      if (!canvas.width || !canvas.height) { before = 0; return; }
      const passed = before ? Math.min(0.1, (now - before) / 1000) : 0.016;
      before = now;
      if (playing) {
        at = Math.min(weeks - 0.001, at + passed * speed / SECONDS_A_WEEK);
        if (at >= weeks - 0.001) { set(false); }
      }
      const rest = watch.paint(painter, stage, at, still.matches ? 1 : 1 - Math.exp(-passed / GLIDE));
      stamps[painted++ % stamps.length] = now;
      side.show(at);
      turn();
      if (playing || rest > 0.15) { request(); } else { before = 0; }
    }

    function request() { if (!waiting) { waiting = requestAnimationFrame(tick); } }

    /* What changes with the week and the half-day only. */
    function turn() {
      const index = Math.min(weeks - 1, Math.floor(at)), half = Math.min(watch.STEPS - 1, Math.floor((at - index) * watch.STEPS));
      const text = words.days[half];
      if (day.textContent !== text) { day.textContent = text; }
      if (index === week) { return; }
      week = index;
      clock.textContent = fill(words.week_of, { week: index + 1, weeks: weeks });
      scrub.value = index + 1;
      scrub.setAttribute("aria-valuetext", clock.textContent);
      active.textContent = watch.running(setup.interventions, words, index + 1);
      panel.show(index);
      if (!playing) { settled(); }
    }

    /* Paused or stepped: say the week, list it, and write it into the address. */
    function settled() {
      list.show(week);
      live.textContent = watch.sentence(reel, words, week, side);
      const query = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(setup.query)) { query.set(name, value); }
      // A decision is one of its week.
      if (query.get("week") !== String(week + 1)) { query.delete("decision"); }
      query.set("week", week + 1);
      history.replaceState(history.state, "", location.pathname + "?" + query);
    }

    function set(on) {
      if (on) { card.show(null); }
      if (on && at >= weeks - 0.01) { at = 0; }
      playing = on;
      play.setAttribute("aria-label", on ? words.pause : words.play);
      play.replaceChildren(watch.icon(on ? PAUSE : PLAY));
      if (!on && week >= 0) { settled(); }
      request();
    }

    function seek(index) {
      playing = playing && !still.matches;
      at = moment(Math.max(0, Math.min(weeks - 1, index)));
      request();
    }

    function step(by) {
      if (playing) { set(false); }
      seek(Math.floor(at) + by);
    }

    function stepHalf(by) {
      if (playing) { set(false); }
      const now = Math.floor(at * watch.STEPS) + by;
      at = Math.max(0, Math.min(weeks * watch.STEPS - 1, now)) / watch.STEPS + MOMENT / watch.STEPS;
      request();
    }

    function faster(by) {
      const next = Math.max(0, Math.min(SPEEDS.length - 1, SPEEDS.indexOf(speed) + by));
      speed = SPEEDS[next];
      pace.value = speed;
    }

    function tellDecision(meeting, index) {
      if (playing) { set(false); }
      painter.chosen = -1;
      request();
      return panel.decision(meeting, index);
    }

    /* Open the story that the address names, where this run has it. */
    function tellAbout(about, number) {
      const index = Math.min(weeks - 1, Math.floor(at));
      if (about === "person" && number < reel.people) { watch.choose(number).then(card.show); }
      const decides = reel.weeks[index].decided.some((each) => reel.weeks[index].held[each[0]] === number);
      if (about === "decision" && decides) { tellDecision(number, index).then(card.show); }
    }

    watch.choose = function (person) {
      if (playing) { set(false); }
      painter.chosen = person;
      request();
      return panel.person(person, Math.min(weeks - 1, Math.floor(at)));
    };
    watch.seek = seek;
    watch.state = () => ({ at, playing, speed, week: week + 1, chosen: painter.chosen });
    watch.where = (person) => ({ x: painter.x[person], y: painter.y[person], r: painter.r[person], alpha: painter.a[person] });

    const KEYS = {
      " ": () => set(!playing), ArrowRight: () => step(1), ArrowLeft: () => step(-1), Home: () => seek(0), End: () => seek(weeks - 1),
      "+": () => faster(1), "-": () => faster(-1), Escape: function () { painter.chosen = -1; card.show(null); request(); }
    };
    player.addEventListener("keydown", function (event) {
      if (event.altKey || event.ctrlKey || event.metaKey) { return; }
      // Sliders, lists and buttons keep the keys that are theirs.
      const tag = event.target.tagName;
      if (tag === "SELECT" || (tag === "BUTTON" && event.key === " ") || (tag === "INPUT" && event.key !== " " && event.key !== "+" && event.key !== "-")) { return; }
      if (event.shiftKey && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
        stepHalf(event.key === "ArrowRight" ? 1 : -1);
      } else if (event.key in KEYS) { KEYS[event.key](); } else { return; }
      event.preventDefault();
    });
    scrub.addEventListener("input", () => seek(Number(scrub.value) - 1));
    pace.addEventListener("change", function () { speed = Number(pace.value); });
    canvas.addEventListener("pointermove", function (event) {
      const found = event.pointerType === "touch" ? -1 : watch.personAt(painter, event.offsetX, event.offsetY);
      if (found !== painter.pointed) { painter.pointed = found; canvas.classList.toggle("watch-over-person", found >= 0); request(); }
    });
    canvas.addEventListener("pointerleave", function () { painter.pointed = -1; request(); });
    canvas.addEventListener("click", function (event) {
      const room = watch.meetingAt(painter, stage, at, event.offsetX, event.offsetY);
      const person = watch.personAt(painter, event.offsetX, event.offsetY);
      if (person >= 0) { watch.choose(person).then(card.show); }
      else if (room >= 0) { tellDecision(room, Math.floor(at)).then(card.show); }
      else { painter.chosen = -1; card.show(null); request(); }
    });
    still.addEventListener("change", function () { if (still.matches && playing) { set(false); } });
    flurfunk.onTheme(function () { watch.prepare(painter); request(); });
    new ResizeObserver(function () { watch.prepare(painter); stage.index = -1; request(); }).observe(canvas);

    office.parentElement.style.setProperty("--watch-focus", "var(--watch-hue-" + reel.focus + ")");
    const first = setup.week;
    at = first ? moment(first - 1) : still.matches ? moment(0) : 0;
    watch.prepare(painter);
    set(!first && !setup.about && !still.matches && !document.hidden);
    if (setup.about) { tellAbout(setup.about[0], setup.about[1]); }
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.flurfunk_watch = { start };
})();
