/* What does not move in the office, painted once for a size and a theme. */
(function () {
  "use strict";
  const flurfunk = (window.flurfunk = window.flurfunk || {});
  const watch = (flurfunk.watch = flurfunk.watch || {});
  const NEGATIVE = ["#b3123f", "#ff7a98"], POSITIVE = ["#4a3fa8", "#b0a6ff"], NEUTRAL = ["#6b7580", "#a3adb8"];

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

  /* Styles that are asked for in every frame, made once. */
  watch.prepare = function (painter) {
    watch.colours(painter);
    watch.fit(painter);
    painter.face400 = face(painter, 400, 0.94);
    painter.face600 = face(painter, 600, 1);
    painter.face700 = face(painter, 800, 1);
    painter.dashes = [3, 3];
    painter.long = [7, 4];
    painter.dots = [1.5, 4];
    painter.solid = [];
  };
})();
