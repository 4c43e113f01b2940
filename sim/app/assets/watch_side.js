/* Beside the office: the chain of measures with its cursor, and what the meetings of the week talk about. */
(function () {
  "use strict";
  const watch = ((window.flurfunk = window.flurfunk || {}).watch = window.flurfunk.watch || {});
  const h = watch.element, s = watch.drawn;
  const OF_HUNDRED = "influence";
  const PERCENT = { attendance: true, resources: true, revenue: true };

  /* Line of a measure; gaps where there is no value. */
  function line(values, top) {
    let path = "", pen = "M";
    values.forEach(function (value, n) {
      if (value === null) { pen = "M"; return; }
      path += pen + n + " " + (100 - value / top * 100).toFixed(1);
      pen = "L";
    });
    return path;
  }

  function told(words, name, value) {
    if (value === null) { return "–"; }
    if (PERCENT[name]) { return watch.percent(words, value); }
    return watch.number(words, name === OF_HUNDRED ? value / 10 : value / 1000, name === OF_HUNDRED ? 0 : 2);
  }

  /* Side of a reel: `show(at)` moves it to a moment, in weeks from 0. */
  watch.side = function (reel, words) {
    const weeks = reel.weeks.length, values = {}, numbers = {};
    const rows = Object.entries(reel.chain).map(function ([name, levels]) {
      const top = Math.max(1, ...levels) * 1.12;
      numbers[name] = h("span", { class: "watch-value" });
      values[name] = levels;
      const box = "0 0 " + Math.max(1, weeks - 1) + " 100";
      return h("li", {}, [
        h("span", { class: "watch-measure", text: words.measures[name] }), numbers[name],
        s("svg", { viewBox: box, preserveAspectRatio: "none", class: "watch-line", "aria-hidden": "true" }, [
          s("path", { d: line(levels, top), class: "watch-path", "vector-effect": "non-scaling-stroke" })
        ])
      ]);
    });
    const veil = h("div", { class: "watch-veil", "aria-hidden": "true" }), cursor = h("div", { class: "watch-cursor", "aria-hidden": "true" });
    const over = h("div", { class: "watch-over", "aria-hidden": "true" }, [veil, cursor]);
    const chain = h("section", { class: "watch-chain", "aria-labelledby": "watch-chain-title" }, [
      h("h2", { id: "watch-chain-title", text: watch.fill(words.chain, { department: words.departments[reel.focus] }) }),
      h("div", { class: "watch-lines" }, [h("ol", {}, rows), over])
    ]);
    const agenda = agendaOf(reel, words);
    let shown = -1, wide = 0, last = -1;
    const measure = new ResizeObserver(function () { wide = over.clientWidth; last = -1; });
    measure.observe(over);
    return {
      element: h("div", { class: "watch-side" }, [chain, agenda.element]),
      show: function (at) {
        const week = Math.min(weeks - 1, Math.floor(at));
        // Where the cursor stands on a pixel that it stood on before, nothing is touched.
        const x = Math.round(Math.min(1, Math.max(0, (at - 0.5) / Math.max(1, weeks - 1))) * wide);
        if (x !== last) {
          last = x;
          cursor.style.transform = "translateX(" + x + "px)";
          veil.style.transform = "translateX(" + x + "px)";
        }
        if (week !== shown) {
          shown = week;
          for (const name in numbers) { numbers[name].textContent = told(words, name, values[name][week]); }
          agenda.show(week);
        }
      },
      told: (name, week) => told(words, name, values[name][week])
    };
  };

  function agendaOf(reel, words) {
    const bars = [], numbers = [], rows = [];
    const order = [...reel.topic.keys()].sort((a, b) => (b === reel.focus) - (a === reel.focus));
    for (const d of order) {
      if (order.find((each) => reel.topic[each] === reel.topic[d]) !== d) { continue; }
      const share = reel.department.filter((each) => reel.topic[each] === reel.topic[d]).length / Math.max(1, reel.people);
      const bar = h("span", { class: "watch-bar" }), tick = h("span", { class: "watch-tick" }), value = h("span", { class: "watch-value" });
      bar.style.setProperty("--hue", "var(--watch-hue-" + d + ")");
      tick.style.left = 100 * share + "%";
      bars.push([bar, reel.agenda[reel.topic[d]]]);
      numbers.push(value);
      rows.push(h("li", {}, [h("span", { class: "watch-measure", text: words.departments[d] }), value, h("span", { class: "watch-track" }, [bar, tick])]));
    }
    return {
      element: h("section", { class: "watch-agenda", "aria-labelledby": "watch-agenda-title" }, [
        h("h2", { id: "watch-agenda-title", text: words.agenda }), h("ol", {}, rows), h("p", { class: "muted", text: words.agenda_tick })
      ]),
      show: function (week) {
        bars.forEach(function ([bar, shares], n) {
          bar.style.transform = "scaleX(" + (shares[week] || 0) / 1000 + ")";
          numbers[n].textContent = watch.percent(words, shares[week]);
        });
      }
    };
  }
})();
