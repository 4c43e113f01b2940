/* Parts of the page around the office, and sentences about a week. */
(function () {
  "use strict";
  const flurfunk = (window.flurfunk = window.flurfunk || {});
  const watch = (flurfunk.watch = flurfunk.watch || {});
  const CROSS = "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6 10.6 12 5 6.4z";

  /* Colours of the departments, for what is no canvas. */
  watch.paintHues = function (element, setup) {
    setup.hues.forEach(function (hue, n) { element.style.setProperty("--watch-hue-" + n, flurfunk.isDark() ? flurfunk.darkened(hue) : hue); });
  };

  /* Scenario and seed; another one is another page. */
  watch.choice = function (setup) {
    const h = watch.element, words = setup.words;
    const scenario = h("select", { id: "watch-scenario" }, setup.scenarios.map(([name, title]) => h("option", { value: name, text: title, selected: name === setup.query.scenario })));
    const seed = h("input", { id: "watch-seed", type: "number", inputmode: "numeric", min: 0, max: 4294967295, step: 1, value: setup.query.seed });
    const go = function () {
      if (!seed.checkValidity() || seed.value === "") { return; }
      // What was changed in a scenario is changed in that scenario only.
      const kept = scenario.value === setup.query.scenario ? setup.query : { scenario: scenario.value };
      location.search = "?" + new URLSearchParams({ ...kept, seed: seed.value });
    };
    scenario.addEventListener("change", go);
    seed.addEventListener("change", go);
    const other = h("button", { type: "button", class: "watch-button watch-luck", text: words.other_luck, onclick: function () { seed.value = Number(seed.value) + 1; go(); } });
    return h("div", { class: "watch-choice" }, [
      h("label", { for: "watch-scenario" }, [h("span", { text: words.scenario }), scenario]),
      h("label", { for: "watch-seed" }, [h("span", { text: words.seed }), seed]), other
    ]);
  };

  /* Gist of a story on the office itself, so that nobody is torn away from it. */
  watch.gistCard = function (words, further) {
    const h = watch.element, title = h("strong", {}), gist = h("p", {});
    const element = h("div", { class: "watch-card", hidden: true }, [
      h("div", { class: "watch-card-top" }, [
        title, h("button", { type: "button", class: "watch-button watch-close", "aria-label": words.close, onclick: () => show(null) }, [watch.icon(CROSS)])
      ]),
      gist,
      h("button", { type: "button", class: "watch-button", text: words.whole_story, onclick: further })
    ]);
    function show(story) {
      element.hidden = !story;
      if (story) { title.textContent = story.title; gist.textContent = story.gist; }
    }
    return { element, show };
  };

  /* What the signs on the office mean. */
  watch.legend = function (words) {
    const h = watch.element;
    return h("ul", { class: "watch-legend" }, ["loud", "pale", "missing", "table", "bad", "good", "neutral", "stopped"].map((name) =>
      h("li", {}, [h("span", { class: "watch-key watch-key-" + name, "aria-hidden": "true" }), h("span", { text: words["legend_" + name] })])));
  };

  /* Interventions that run in a week (from 1). */
  watch.running = function (interventions, words, week) {
    const starts = new Map();
    for (const each of interventions) {
      if (each.start <= week && (each.end === null || week <= each.end)) { starts.set(each.start, [...(starts.get(each.start) || []), each.title]); }
    }
    return [...starts].map(([start, titles]) => watch.fill(words.since, { week: start, title: titles.join("; ") })).join(" · ");
  };

  /* The week in a sentence or two, for those who do not see it. */
  watch.sentence = function (reel, words, index, side) {
    const week = reel.weeks[index], S = watch.STATUS, focus = reel.focus;
    let invited = 0, came = 0;
    week.held.forEach(function (meeting, n) {
      reel.seats[meeting].forEach(function (who, k) {
        const status = week.status[week.first[n] + k];
        if (reel.department[who] !== focus || status === S.UNWANTED || status === S.DELEGATE) { return; }
        invited++;
        came += status === S.PRESENT || status === S.VIDEO;
      });
    });
    const talk = [0, 0, 0, 0];
    for (const each of week.gossip) { if (reel.department[each[2]] === focus) { talk[each[3] + 1]++; } }
    return watch.fill(words.summary, {
      week: index + 1, department: words.departments[focus], came, invited, bad: talk[0], neutral: talk[1], good: talk[2], stopped: talk[3],
      visibility: side.told("visibility", index), image: side.told("image", index), decisions: week.decided.length
    });
  };
})();
