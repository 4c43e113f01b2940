/* Stories told by the server, and the week as a list for whoever does not see the canvas. */
(function () {
  "use strict";
  const watch = ((window.flurfunk = window.flurfunk || {}).watch = window.flurfunk.watch || {});
  const h = watch.element, fill = watch.fill;

  /* Panel that asks for stories; `seek(week)` is called with a week from 0 when one is pressed. */
  watch.storyPanel = function (reel, setup, seek) {
    const words = setup.words;
    const result = h("div", { class: "watch-told", "aria-live": "polite" });
    const people = h("select", { id: "watch-person" }, [h("option", { value: "", text: words.choose })]);
    for (let d = 0; d < reel.departments; d++) {
      const group = h("optgroup", { label: words.departments[d] });
      for (let i = 0; i < reel.people; i++) { if (reel.department[i] === d) { group.append(h("option", { value: i, text: words.people[i] })); } }
      if (group.children.length) { people.append(group); }
    }
    const decisions = h("select", { id: "watch-decision" });
    let week = -1, asked = 0;

    function listDecisions(index) {
      if (index === week) { return; }
      week = index;
      const found = reel.weeks[index].decided;
      decisions.replaceChildren(h("option", { value: "", text: found.length ? words.choose : words.no_decision }), ...found.map(function (each) {
        const meeting = reel.weeks[index].held[each[0]];
        const text = fill(words.decision_option, { meeting: words.meetings[meeting], share: watch.percent(words, each[1]), fair: watch.percent(words, each[2]) });
        return h("option", { value: meeting, text: text });
      }));
      decisions.disabled = !found.length;
    }

    function ask(about, number, index) {
      const mine = ++asked;
      note(about, number, index);
      result.replaceChildren(h("p", { class: "muted", text: words.story_loading }));
      const query = new URLSearchParams(setup.query);
      query.set("week", index + 1);
      query.set(about, number);
      return watch.fetched("/" + setup.language + "/watch/story?" + query, 20)
        .then((story) => { if (mine === asked) { tell(story); return story; } return null; })
        .catch(() => { if (mine === asked) { result.replaceChildren(h("p", { text: words.story_failed })); } return null; });
    }

    /* The story that is open stands in the address, so that it can be sent to somebody. */
    function note(about, number, index) {
      const query = new URLSearchParams(location.search);
      query.delete("person");
      query.delete("decision");
      query.set("week", index + 1);
      query.set(about, number);
      history.replaceState(history.state, "", location.pathname + "?" + query);
    }

    function tell(story) {
      result.replaceChildren(
        h("h3", { text: story.title, tabindex: "-1" }),
        h("p", { class: "watch-gist", text: story.gist }),
        h("ol", { class: "watch-trace" }, story.items.map(function (item) {
          const when = h("button", { type: "button", class: "watch-when", text: fill(words.week_short, { week: item.week }), onclick: () => seek(item.week - 1) });
          const further = item.decision === undefined ? null
            : h("button", { type: "button", class: "watch-why", text: words.why, onclick: () => { seek(item.week - 1); ask("decision", item.decision, item.week - 1); } });
          return h("li", { class: "watch-item watch-" + item.kind }, [when, h("p", {}, [h("strong", { class: "watch-kind", text: words.kinds[item.kind] }), document.createTextNode(item.text)]), further]);
        }))
      );
    }

    people.addEventListener("change", () => { if (people.value !== "") { watch.choose(Number(people.value)); } });
    decisions.addEventListener("change", () => { if (decisions.value !== "") { ask("decision", decisions.value, week); } });
    return {
      element: h("section", { class: "watch-story card", "aria-labelledby": "watch-story-title" }, [
        h("h2", { id: "watch-story-title", text: words.story }),
        h("p", { class: "muted", text: words.story_how }),
        h("div", { class: "watch-asking" }, [
          h("label", { for: "watch-person" }, [h("span", { text: words.people_of }), people]),
          h("label", { for: "watch-decision" }, [h("span", { text: words.decisions_of }), decisions])
        ]),
        result,
        h("p", { class: "watch-further" }, [h("a", { href: setup.explore, text: words.to_explore })])
      ]),
      person: function (number, index) { people.value = number; decisions.value = ""; return ask("person", number, index); },
      decision: function (meeting, index) { listDecisions(index); decisions.value = meeting; people.value = ""; return ask("decision", meeting, index); },
      show: listDecisions,
      focus: function () { const title = result.querySelector("h3"); if (title) { title.focus({ preventScroll: true }); } }
    };
  };

  /* The week as a list: every meeting across departments, who is there and who is not, what is said and decided. */
  watch.weekList = function (reel, words, open) {
    const body = h("div", { class: "watch-meetings" });
    const details = h("details", { class: "watch-list" }, [h("summary", { text: words.as_list }), body]);
    let shown = -1, index = 0;
    const S = watch.STATUS;
    const reason = { [S.ILL]: words.missing_ill, [S.ELSEWHERE]: words.missing_else, [S.DELEGATE]: words.delegate, [S.VIDEO]: words.video };

    function person(number, remark) {
      const button = h("button", { type: "button", class: "watch-person", text: words.people[number], onclick: () => watch.choose(number) });
      return h("li", {}, [button, remark ? document.createTextNode(" (" + remark + ")") : null]);
    }

    function meeting(week, n) {
      const number = week.held[n], seats = reel.seats[number], first = week.first[n], here = [], missing = [];
      seats.forEach(function (who, k) {
        const status = week.status[first + k];
        if (status === S.UNWANTED) { return; }
        const there = status === S.PRESENT || status === S.DELEGATE || status === S.VIDEO;
        const remark = status === S.CUSTOMER ? fill(words.at_customer, { "class": words.classes[week.customer[first + k]] }) : reason[status];
        (there ? here : missing).push(person(who, remark));
      });
      const decided = week.decided.find((each) => each[0] === n);
      const talk = week.gossip.filter((each) => each[0] === n).map((each) => h("li", { text: fill(words["talk_" + each[3]], { speaker: words.people[each[1]], absentee: words.people[each[2]] }) }));
      return h("article", {}, [
        h("h3", { text: words.meetings[number] }),
        decided ? h("p", {}, [
          document.createTextNode(fill(words.decided, { department: words.departments[reel.focus], share: watch.percent(words, decided[1]), fair: watch.percent(words, decided[2]) }) + " "),
          h("button", { type: "button", class: "watch-why", text: words.why, onclick: () => open(number, index) })
        ]) : null,
        h("div", { class: "watch-there" }, [
          h("div", {}, [h("h4", { text: words.in_room }), h("ul", {}, here)]),
          missing.length ? h("div", {}, [h("h4", { text: words.missing_at }), h("ul", {}, missing)]) : null
        ]),
        talk.length ? h("ul", { class: "watch-said" }, talk) : null
      ]);
    }

    function build() {
      if (!details.open || shown === index) { return; }
      shown = index;
      const week = reel.weeks[index];
      const across = week.held.map((m, n) => n).filter((n) => reel.room[week.held[n]] !== watch.DESKS);
      body.replaceChildren(h("p", { class: "watch-which", text: fill(words.week_of, { week: index + 1, weeks: reel.weeks.length }) }),
        ...(across.length ? across.map((n) => meeting(week, n)) : [h("p", { text: words.none_held })]));
    }
    details.addEventListener("toggle", build);
    return { element: details, show: function (week) { index = week; build(); } };
  };
})();
