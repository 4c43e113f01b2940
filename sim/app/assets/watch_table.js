/* Meetings across departments: a table that shows the agenda, and the chairs that stay empty. */
(function () {
  "use strict";
  const flurfunk = (window.flurfunk = window.flurfunk || {});
  const watch = (flurfunk.watch = flurfunk.watch || {});
  const S = watch.STATUS;
  const TAU = 2 * Math.PI;

  watch.paintMeetings = function (painter, stage, step, part) {
    const reel = painter.reel, week = stage.week;
    const shown = watch.smooth(part / 0.25) * (1 - watch.smooth((part - 0.93) / 0.07) * 0.55);
    painter.busy.fill(0);
    for (let n = 0; n < week.held.length; n++) {
      const meeting = week.held[n], room = reel.room[meeting];
      if (room !== watch.DESKS && reel.slot[meeting] === step) {
        painter.busy[room] = 1;
        painter.c.globalAlpha = shown;
        paintTable(painter, stage, n, painter.floor.rooms[room], watch.smooth((part - 0.35) / 0.3));
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
  };

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
})();
