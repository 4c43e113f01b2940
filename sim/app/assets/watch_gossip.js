/* Talk about somebody absent: arcs to those who listen, and a mark at whom it is about. */
(function () {
  "use strict";
  const flurfunk = (window.flurfunk = window.flurfunk || {});
  const watch = (flurfunk.watch = flurfunk.watch || {});
  const S = watch.STATUS;
  const TAU = 2 * Math.PI;
  const TALK = 0.42; // of a half-day, at which people begin to talk
  const SIGNS = { "-1": "−", "0": "…", "1": "+", "2": "×" };

  watch.paintGossip = function (painter, stage, step, part) {
    const reel = painter.reel, week = stage.week, shown = watch.smooth((part - TALK) / 0.12) * (1 - watch.smooth((part - 0.94) / 0.06));
    if (shown <= 0) { return; }
    for (let g = 0; g < week.gossip.length; g++) {
      const each = week.gossip[g];
      if (reel.slot[week.held[each[0]]] === step) { paintTalk(painter, stage, each, shown, watch.smooth((part - TALK) / 0.3)); }
    }
    painter.c.globalAlpha = 1;
    painter.c.lineWidth = 1;
    painter.c.setLineDash(painter.solid);
  };

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
})();
