/* Paints a moment of the office. What does not move is painted once; nothing is allocated while playing. */
(function () {
  "use strict";
  const flurfunk = (window.flurfunk = window.flurfunk || {});
  const watch = (flurfunk.watch = flurfunk.watch || {});
  const STEPS = watch.STEPS;
  const TAU = 2 * Math.PI;
  // Who is noticed by half of all who know them looks solid: more than that is rare.
  const SOLID = 0.5, FAINTEST = 0.13;
  const WALK = 0.5;

  /* Painter of a reel on a canvas; `words` has the names of departments, meetings and people. */
  watch.painter = function (canvas, reel, words, hues) {
    const P = reel.people;
    return {
      canvas, c: canvas.getContext("2d"), reel, words, hues, floor: null, ratio: 1, still: document.createElement("canvas"),
      x: new Float32Array(P), y: new Float32Array(P), r: new Float32Array(P), a: new Float32Array(P), placed: false,
      week: 0, standing: { person: -1, week: -1, text: "" }, busy: new Uint8Array(reel.rooms + 1), chosen: -1, pointed: -1, colours: null, tone: null, titles: []
    };
  };

  /* Paint the moment `at` (weeks, from 0); `pull` is how far discs get towards where they belong, 1 at once. */
  watch.paint = function (painter, stage, at, pull) {
    const c = painter.c, reel = painter.reel, floor = painter.floor;
    const index = Math.min(reel.weeks.length - 1, Math.floor(at));
    if (stage.index !== index) { watch.compose(stage, floor, index); }
    const inWeek = Math.min(STEPS - 0.001, (at - index) * STEPS), step = Math.floor(inWeek), part = inWeek - step;
    const rest = move(painter, stage, index, inWeek / STEPS, step, part, painter.placed ? pull : 1);
    painter.placed = true;
    painter.week = index;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, painter.canvas.width, painter.canvas.height);
    c.drawImage(painter.still, 0, 0);
    c.setTransform(painter.ratio, 0, 0, painter.ratio, 0, 0);
    watch.paintMeetings(painter, stage, step, part);
    paintPeople(painter);
    watch.paintGossip(painter, stage, step, part);
    if (painter.chosen >= 0) { paintName(painter, painter.chosen, true); }
    if (painter.pointed >= 0 && painter.pointed !== painter.chosen) { paintName(painter, painter.pointed, false); }
    return rest;
  };

  /* Let everybody come nearer to their place, size and strength; the longest way left. */
  function move(painter, stage, index, share, step, part, pull) {
    const reel = painter.reel, P = reel.people, walked = watch.smooth(part / WALK), weeks = reel.weeks;
    const speaking = watch.smooth((part - 0.3) / 0.3) * (1 - watch.smooth((part - 0.9) / 0.1) * 0.6);
    const now = weeks[index].seen, before = index > 0 ? weeks[index - 1].seen : reel.start.seen;
    let rest = 0;
    for (let i = 0; i < P; i++) {
      const to = step * P + i, from = to - P;
      const fx = step > 0 ? stage.x[from] : stage.fromX[i], fy = step > 0 ? stage.y[from] : stage.fromY[i];
      const x = fx + (stage.x[to] - fx) * walked, y = fy + (stage.y[to] - fy) * walked;
      const loud = stage.loud[to];
      const size = painter.floor.radius * (1 + 0.13 * reel.rank[i] + (loud > 0 ? speaking * Math.min(0.75, 0.4 * loud - 0.12) : 0));
      const level = (before[i] + (now[i] - before[i]) * share) / 100;
      const strength = FAINTEST + (1 - FAINTEST) * Math.min(1, level / SOLID);
      rest = Math.max(rest, Math.abs(x - painter.x[i]), Math.abs(y - painter.y[i]));
      painter.x[i] += (x - painter.x[i]) * pull;
      painter.y[i] += (y - painter.y[i]) * pull;
      painter.r[i] += (size - painter.r[i]) * pull;
      painter.a[i] += (strength - painter.a[i]) * pull;
    }
    return rest * (1 - pull);
  }

  function paintPeople(painter) {
    const c = painter.c, reel = painter.reel, surface = painter.colours.surface;
    for (let i = 0; i < reel.people; i++) {
      const hue = painter.hue[reel.department[i]], r = painter.r[i], x = painter.x[i], y = painter.y[i];
      c.globalAlpha = painter.a[i];
      c.fillStyle = hue;
      c.beginPath();
      c.arc(x, y, r, 0, TAU);
      c.fill();
      // Whoever fades keeps a thin outline, so that they can still be found.
      c.globalAlpha = 0.55;
      c.strokeStyle = hue;
      c.lineWidth = 1;
      c.stroke();
      if (reel.rank[i] > 0) {
        const size = r * (reel.rank[i] === 2 ? 0.42 : 0.3);
        c.globalAlpha = Math.max(0.6, painter.a[i]);
        c.fillStyle = painter.a[i] > 0.45 ? surface : hue;
        c.beginPath();
        if (reel.rank[i] === 2) { c.moveTo(x, y - size * 1.25); c.lineTo(x + size * 1.25, y); c.lineTo(x, y + size * 1.25); c.lineTo(x - size * 1.25, y); }
        else { c.rect(x - size, y - size, size * 2, size * 2); }
        c.fill();
      }
    }
    c.globalAlpha = 1;
  }

  /* Visibility and esteem of a person in the week shown, put into words once a week. */
  function standing(painter, person) {
    const known = painter.standing;
    if (known.person !== person || known.week !== painter.week) {
      const week = painter.reel.weeks[painter.week], of = (levels) => watch.number(painter.words, levels[person] / 100, 2);
      known.person = person;
      known.week = painter.week;
      known.text = painter.words.measures.visibility + " " + of(week.seen) + " · " + painter.words.measures.esteem + " " + of(week.esteem);
    }
    return known.text;
  }

  function paintName(painter, person, chosen) {
    const c = painter.c, font = painter.font, r = painter.r[person], name = painter.words.people[person];
    const x = painter.x[person], y = painter.y[person];
    c.strokeStyle = painter.colours.ink;
    c.lineWidth = 2;
    c.beginPath();
    c.arc(x, y, r + 3.5, 0, TAU);
    c.stroke();
    c.lineWidth = 1;
    const levels = standing(painter, person);
    c.font = painter.face600;
    const wide = c.measureText(name).width;
    c.font = painter.face400;
    const w = Math.max(wide, c.measureText(levels).width) + font * 1.4, h = font * 2.9;
    const left = Math.max(2, Math.min(painter.floor.w - w - 2, x - w / 2)), top = y - r - h - 7 < 2 ? y + r + 7 : y - r - h - 7;
    c.beginPath();
    c.roundRect(left, top, w, h, font * 0.7);
    c.fillStyle = chosen ? painter.colours.ink : painter.colours.surface;
    c.fill();
    c.strokeStyle = painter.colours.ink;
    c.stroke();
    c.fillStyle = chosen ? painter.colours.surface : painter.colours.ink;
    c.textAlign = "center";
    c.fillText(levels, left + w / 2, top + font * 2.4);
    c.font = painter.face600;
    c.fillText(name, left + w / 2, top + font * 1.25);
  }

  /* Meeting that decides at a point in the moment shown, or -1. */
  watch.meetingAt = function (painter, stage, at, x, y) {
    const week = stage.week, step = Math.floor((at - stage.index) * STEPS);
    for (const each of week.decided) {
      const meeting = week.held[each[0]], room = painter.reel.room[meeting];
      const box = room !== watch.DESKS && painter.reel.slot[meeting] === step ? painter.floor.rooms[room].box : null;
      if (box && x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h) { return meeting; }
    }
    return -1;
  };

  /* Person at a point, or -1. */
  watch.personAt = function (painter, x, y) {
    let best = -1, least = Math.max(painter.floor.radius * 2, 16);
    for (let i = 0; i < painter.reel.people; i++) {
      const far = Math.hypot(painter.x[i] - x, painter.y[i] - y);
      if (far < least) { least = far; best = i; }
    }
    return best;
  };
})();
