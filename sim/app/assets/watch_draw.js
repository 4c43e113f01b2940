/* Paints a moment of the office. What does not move is painted once; nothing is allocated while playing. */
(function () {
  "use strict";
  const flurfunk = (window.flurfunk = window.flurfunk || {});
  const watch = (flurfunk.watch = flurfunk.watch || {});
  const STEPS = watch.STEPS, S = watch.STATUS;
  const TAU = 2 * Math.PI;
  // Who is noticed by half of all who know them looks solid: more than that is rare.
  const SOLID = 0.5, FAINTEST = 0.13;
  const WALK = 0.5, TALK = 0.42;
  const NEGATIVE = ["#b3123f", "#ff7a98"], POSITIVE = ["#4a3fa8", "#b0a6ff"], NEUTRAL = ["#6b7580", "#a3adb8"];
  const SIGNS = { "-1": "−", "0": "…", "1": "+", "2": "×" };

  function smooth(x) { return x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - 2 * x); }

  function rounded(c, box, r) { c.beginPath(); c.roundRect(box.x, box.y, box.w, box.h, Math.min(r, box.w / 2, box.h / 2)); }

  function lines(c, text, width, most) {
    const found = [];
    let line = "";
    for (const word of text.split(" ")) {
      const longer = line ? line + " " + word : word;
      if (line && c.measureText(longer).width > width) { found.push(line); line = word; } else { line = longer; }
    }
    found.push(line);
    const kept = found.slice(0, most);
    if (found.length > most) { kept[most - 1] += " …"; }
    return kept.map(function (each) {
      let cut = each;
      while (cut.length > 2 && c.measureText(cut).width > width) { cut = cut.slice(0, -2).trimEnd() + "…"; }
      return cut;
    });
  }

  /* Painter of a reel on a canvas; `words` has the names of departments, meetings and people. */
  watch.painter = function (canvas, reel, words, hues) {
    const P = reel.people;
    return {
      canvas, c: canvas.getContext("2d"), reel, words, hues, floor: null, ratio: 1, still: document.createElement("canvas"),
      x: new Float32Array(P), y: new Float32Array(P), r: new Float32Array(P), a: new Float32Array(P), placed: false,
      busy: new Uint8Array(reel.rooms + 1), chosen: -1, pointed: -1, colours: null, tone: null, titles: []
    };
  };

  watch.colours = function (painter) {
    const style = getComputedStyle(document.documentElement), dark = flurfunk.isDark() ? 1 : 0;
    const of = (name) => style.getPropertyValue(name).trim();
    painter.colours = { ink: of("--ink"), muted: of("--muted"), line: of("--line"), surface: of("--surface"), soft: of("--soft"), accent: of("--accent") };
    painter.dark = dark;
    painter.hue = painter.hues.map((each) => dark ? flurfunk.darkened(each) : each);
    painter.tone = { "-1": NEGATIVE[dark], "0": NEUTRAL[dark], "1": POSITIVE[dark], "2": NEUTRAL[dark] };
  };

  /* Take the size of the element, and paint all that does not move. */
  watch.fit = function (painter) {
    const w = Math.max(1, painter.canvas.clientWidth), h = Math.max(1, painter.canvas.clientHeight);
    painter.ratio = Math.min(2, window.devicePixelRatio || 1);
    painter.canvas.width = Math.round(w * painter.ratio);
    painter.canvas.height = Math.round(h * painter.ratio);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    painter.font = Math.max(11.5, Math.min(rem * 0.8125, w / 30));
    painter.family = getComputedStyle(document.body).fontFamily;
    painter.floor = watch.plan(painter.reel, w, h, painter.font);
    painter.placed = false;
    paintStill(painter);
  };

  function face(painter, weight, scale) { return weight + " " + painter.font * scale + "px " + painter.family; }

  function paintStill(painter) {
    const floor = painter.floor, colours = painter.colours, still = painter.still, font = painter.font;
    still.width = painter.canvas.width;
    still.height = painter.canvas.height;
    const c = still.getContext("2d");
    c.setTransform(painter.ratio, 0, 0, painter.ratio, 0, 0);
    c.clearRect(0, 0, floor.w, floor.h);
    c.textBaseline = "alphabetic";
    rounded(c, floor.plate, 14);
    c.fillStyle = colours.soft;
    c.fill();
    c.strokeStyle = colours.line;
    c.stroke();
    for (const zone of floor.zones) { paintZone(painter, c, zone); }
    for (const room of floor.rooms) {
      rounded(c, room.box, 10);
      c.fillStyle = colours.surface;
      c.fill();
      c.strokeStyle = colours.line;
      c.stroke();
    }
    c.textAlign = "center";
    floor.classes.forEach((place, n) => paintOutside(painter, c, place, painter.words.classes[n]));
    paintOutside(painter, c, floor.home, painter.words.home);
    c.font = face(painter, 600, 1);
    painter.titles = painter.words.meetings.map(function (title, m) {
      const room = painter.reel.room[m];
      return room === watch.DESKS ? [] : lines(c, title, floor.rooms[room].box.w - font * 1.2, 2);
    });
  }

  function paintZone(painter, c, zone) {
    const reel = painter.reel, floor = painter.floor, hue = painter.hue[zone.department], font = painter.font;
    rounded(c, zone.box, 10);
    c.fillStyle = hue + (painter.dark ? "1c" : "12");
    c.fill();
    c.font = face(painter, 650, 1.02);
    c.fillStyle = hue;
    c.textAlign = "left";
    c.fillText(lines(c, painter.words.departments[zone.department], zone.box.w - font * 1.4, 1)[0], zone.box.x + font * 0.75, zone.box.y + font * 1.45);
    c.fillStyle = hue + (painter.dark ? "26" : "1c");
    const size = floor.radius * 1.12;
    for (let i = 0; i < reel.people; i++) {
      if (reel.department[i] === zone.department) {
        c.beginPath();
        c.roundRect(floor.deskX[i] - size, floor.deskY[i] - size, size * 2, size * 2, size * 0.5);
        c.fill();
      }
    }
  }

  function paintOutside(painter, c, place, name) {
    const colours = painter.colours, font = painter.font;
    rounded(c, place.box, 14);
    c.setLineDash([3, 4]);
    c.strokeStyle = colours.muted + "80";
    c.stroke();
    c.setLineDash([]);
    c.font = face(painter, 600, 1);
    c.fillStyle = colours.muted;
    lines(c, name, place.box.w - font, 2).forEach((line, n) => { c.fillText(line, place.x, place.box.y + font * (1.4 + 1.15 * n)); });
  }

  /* Paint the moment `at` (weeks, from 0); `pull` is how far discs get towards where they belong, 1 at once. */
  watch.paint = function (painter, stage, at, pull) {
    const c = painter.c, reel = painter.reel, floor = painter.floor;
    const index = Math.min(reel.weeks.length - 1, Math.floor(at));
    if (stage.index !== index) { watch.compose(stage, floor, index); }
    const inWeek = Math.min(STEPS - 0.001, (at - index) * STEPS), step = Math.floor(inWeek), part = inWeek - step;
    const rest = move(painter, stage, index, inWeek / STEPS, step, part, painter.placed ? pull : 1);
    painter.placed = true;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, painter.canvas.width, painter.canvas.height);
    c.drawImage(painter.still, 0, 0);
    c.setTransform(painter.ratio, 0, 0, painter.ratio, 0, 0);
    paintMeetings(painter, stage, step, part);
    paintPeople(painter);
    paintGossip(painter, stage, step, part);
    if (painter.chosen >= 0) { paintName(painter, painter.chosen, true); }
    if (painter.pointed >= 0 && painter.pointed !== painter.chosen) { paintName(painter, painter.pointed, false); }
    return rest;
  };

  /* Let everybody come nearer to their place, size and strength; the longest way left. */
  function move(painter, stage, index, share, step, part, pull) {
    const reel = painter.reel, P = reel.people, walked = smooth(part / WALK), weeks = reel.weeks;
    const speaking = smooth((part - 0.3) / 0.3) * (1 - smooth((part - 0.9) / 0.1) * 0.6);
    const now = weeks[index].seen, before = index > 0 ? weeks[index - 1].seen : reel.start.seen;
    let rest = 0;
    for (let i = 0; i < P; i++) {
      const to = step * P + i, from = to - P;
      const fx = step > 0 ? stage.x[from] : stage.fromX[i], fy = step > 0 ? stage.y[from] : stage.fromY[i];
      const x = fx + (stage.x[to] - fx) * walked, y = fy + (stage.y[to] - fy) * walked;
      const loud = stage.loud[to];
      const size = painter.floor.radius * (1 + 0.13 * reel.rank[i] + (loud > 0 ? speaking * Math.min(0.75, 0.4 * loud - 0.12) : 0));
      const level = (before[i] + (now[i] - before[i]) * share) / watch.TOP;
      const strength = FAINTEST + (1 - FAINTEST) * Math.min(1, level / SOLID);
      rest = Math.max(rest, Math.abs(x - painter.x[i]), Math.abs(y - painter.y[i]));
      painter.x[i] += (x - painter.x[i]) * pull;
      painter.y[i] += (y - painter.y[i]) * pull;
      painter.r[i] += (size - painter.r[i]) * pull;
      painter.a[i] += (strength - painter.a[i]) * pull;
    }
    return rest * (1 - pull);
  }

  function paintMeetings(painter, stage, step, part) {
    const reel = painter.reel, week = stage.week;
    const shown = smooth(part / 0.25) * (1 - smooth((part - 0.93) / 0.07) * 0.55);
    painter.busy.fill(0);
    for (let n = 0; n < week.held.length; n++) {
      const meeting = week.held[n], room = reel.room[meeting];
      if (room !== watch.DESKS && reel.slot[meeting] === step) {
        painter.busy[room] = 1;
        painter.c.globalAlpha = shown;
        paintTable(painter, stage, n, painter.floor.rooms[room], smooth((part - 0.35) / 0.3));
        paintChairs(painter, stage, n);
      }
    }
    painter.c.globalAlpha = 1;
    painter.c.font = painter.face600;
    painter.c.textAlign = "center";
    painter.c.fillStyle = painter.colours.muted;
    for (let r = 0; r < painter.floor.rooms.length; r++) {
      const room = painter.floor.rooms[r];
      if (!painter.busy[r]) { painter.c.fillText(painter.words.room, room.x, room.box.y + painter.font * 1.5); }
    }
  }

  function decision(week, n) {
    for (let d = 0; d < week.decided.length; d++) { if (week.decided[d][0] === n) { return week.decided[d]; } }
    return null;
  }

  /* The table is the agenda: a stripe for every topic, the department in focus first, with a tick at its share of the seats. */
  function paintTable(painter, stage, n, room, grown) {
    const c = painter.c, reel = painter.reel, week = stage.week, colours = painter.colours, font = painter.font;
    const title = painter.titles[week.held[n]], decided = decision(week, n);
    c.font = painter.face600;
    c.textAlign = "center";
    c.fillStyle = colours.ink;
    for (let k = 0; k < title.length; k++) { c.fillText(title[k], room.x, room.box.y + font * (1.5 + 1.2 * k)); }
    const w = Math.max(font * 3, room.rx * 2 - painter.floor.radius * 4.4), h = Math.max(font * 1.3, Math.min(font * 3.4, room.ry * 1.1 - painter.floor.radius * 1.2));
    const x = room.x - w / 2, y = room.y - h / 2;
    c.save();
    c.beginPath();
    c.roundRect(x, y, w, h, Math.min(h / 2, font * 0.8));
    c.fillStyle = colours.soft;
    c.fill();
    c.strokeStyle = colours.line;
    c.stroke();
    c.clip();
    let from = x, all = 0;
    for (let k = 0; k < reel.topics; k++) { all += week.agenda[n * reel.topics + k]; }
    for (let d = 0; d < reel.departments; d++) {
      const who = d === 0 ? reel.focus : d <= reel.focus ? d - 1 : d;
      // Departments that share a topic share a stripe.
      if (reel.topic.indexOf(reel.topic[who]) !== who && who !== reel.focus) { continue; }
      if (who !== reel.focus && reel.topic[who] === reel.topic[reel.focus]) { continue; }
      const wide = week.agenda[n * reel.topics + reel.topic[who]] / Math.max(1, all) * w * grown;
      c.fillStyle = painter.hue[who] + (painter.dark ? "cc" : "d0");
      c.fillRect(from, y, wide + 0.3, h);
      from += wide;
    }
    c.restore();
    if (decided !== null && grown > 0.5) {
      const tick = x + w * decided[2] / 1000;
      c.strokeStyle = colours.ink;
      c.lineWidth = 2;
      c.beginPath();
      c.moveTo(tick, y - 4);
      c.lineTo(tick, y + h + 4);
      c.stroke();
      c.lineWidth = 1;
    }
  }

  function paintChairs(painter, stage, n) {
    const c = painter.c, reel = painter.reel, week = stage.week, people = reel.seats[week.held[n]], first = week.first[n];
    const r = painter.floor.radius;
    for (let k = 0; k < people.length; k++) {
      const status = week.status[first + k];
      if (status === S.UNWANTED) { continue; }
      c.strokeStyle = painter.hue[reel.department[people[k]]];
      c.beginPath();
      c.arc(stage.chairX[first + k], stage.chairY[first + k], r * 0.86, 0, TAU);
      if (status === S.PRESENT || status === S.DELEGATE) { continue; }
      c.setLineDash(painter.dashes);
      c.lineWidth = 1.5;
      c.stroke();
      c.setLineDash(painter.solid);
      if (status === S.VIDEO) {
        c.beginPath();
        c.rect(stage.chairX[first + k] - r * 0.5, stage.chairY[first + k] - r * 0.36, r, r * 0.72);
        c.stroke();
      }
      c.lineWidth = 1;
    }
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

  function paintGossip(painter, stage, step, part) {
    const reel = painter.reel, week = stage.week, shown = smooth((part - TALK) / 0.12) * (1 - smooth((part - 0.94) / 0.06));
    if (shown <= 0) { return; }
    for (let g = 0; g < week.gossip.length; g++) {
      const each = week.gossip[g];
      if (reel.slot[week.held[each[0]]] === step) { paintTalk(painter, stage, each, shown, smooth((part - TALK) / 0.3)); }
    }
    painter.c.globalAlpha = 1;
    painter.c.lineWidth = 1;
    painter.c.setLineDash(painter.solid);
  }

  /* Arcs from the speaker to all others in the room, a sign at the speaker, and a mark at whom it is about. */
  function paintTalk(painter, stage, each, shown, grown) {
    const c = painter.c, reel = painter.reel, week = stage.week, n = each[0], speaker = each[1], absentee = each[2], tone = each[3];
    const people = reel.seats[week.held[n]], first = week.first[n], r = painter.floor.radius;
    const sx = painter.x[speaker], sy = painter.y[speaker], colour = painter.tone[tone];
    c.globalAlpha = shown * (tone === 0 ? 0.55 : 0.9);
    c.strokeStyle = colour;
    c.lineWidth = tone === 0 || tone === 2 ? 1.2 : 2;
    c.setLineDash(tone === -1 ? painter.solid : tone === 1 ? painter.long : painter.dots);
    if (tone !== 2) {
      for (let k = 0; k < people.length; k++) {
        const status = week.status[first + k], who = people[k];
        if ((status === S.PRESENT || status === S.DELEGATE) && who !== speaker) { arc(c, sx, sy, painter.x[who], painter.y[who], grown, r * 1.5); }
      }
    }
    if (tone !== 0) {
      c.globalAlpha = shown * 0.4;
      arc(c, sx, sy, painter.x[absentee], painter.y[absentee], tone === 2 ? grown * 0.25 : grown, r * 4);
    }
    c.setLineDash(painter.solid);
    c.globalAlpha = shown;
    if (tone !== 2) {
      c.lineWidth = tone === 0 ? 1.2 : 2;
      c.beginPath();
      c.arc(painter.x[absentee], painter.y[absentee], r * (1.55 + 0.12 * Math.sin(grown * Math.PI)), 0, TAU);
      c.stroke();
      sign(painter, painter.x[absentee] + r * 1.3, painter.y[absentee] - r * 1.3, colour, tone);
    }
    sign(painter, sx + r * 1.1, sy - r * 1.5, colour, tone);
  }

  function arc(c, x1, y1, x2, y2, grown, lift) {
    const mx = (x1 + x2) / 2, my = (y1 + y2) / 2 - lift;
    // Part of a quadratic curve, by de Casteljau.
    const ax = x1 + (mx - x1) * grown, ay = y1 + (my - y1) * grown, bx = mx + (x2 - mx) * grown, by = my + (y2 - my) * grown;
    c.beginPath();
    c.moveTo(x1, y1);
    c.quadraticCurveTo(ax, ay, ax + (bx - ax) * grown, ay + (by - ay) * grown);
    c.stroke();
  }

  function sign(painter, x, y, colour, tone) {
    const c = painter.c, size = painter.font * 0.58;
    c.beginPath();
    c.arc(x, y, size, 0, TAU);
    c.fillStyle = colour;
    c.fill();
    c.fillStyle = painter.colours.surface;
    c.font = painter.face700;
    c.textAlign = "center";
    c.fillText(SIGNS[tone], x, y + painter.font * (tone === 0 ? 0.14 : 0.33));
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
    c.font = painter.face600;
    const w = c.measureText(name).width + font * 1.1, h = font * 1.7;
    const left = Math.max(2, Math.min(painter.floor.w - w - 2, x - w / 2)), top = y - r - h - 7 < 2 ? y + r + 7 : y - r - h - 7;
    c.beginPath();
    c.roundRect(left, top, w, h, h / 2);
    c.fillStyle = chosen ? painter.colours.ink : painter.colours.surface;
    c.fill();
    c.strokeStyle = painter.colours.ink;
    c.stroke();
    c.fillStyle = chosen ? painter.colours.surface : painter.colours.ink;
    c.textAlign = "center";
    c.fillText(name, left + w / 2, top + h * 0.69);
  }

  /* Styles that are asked for in every frame, made once. */
  watch.prepare = function (painter) {
    watch.colours(painter);
    watch.fit(painter);
    painter.face600 = face(painter, 600, 1);
    painter.face700 = face(painter, 800, 1);
    painter.dashes = [3, 3];
    painter.long = [7, 4];
    painter.dots = [1.5, 4];
    painter.solid = [];
  };

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
