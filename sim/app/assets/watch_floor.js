/* The office floor: where desks, rooms and customers are, for a canvas of any size. */
(function () {
  "use strict";
  const watch = ((window.flurfunk = window.flurfunk || {}).watch = window.flurfunk.watch || {});

  /* Rectangle cut into parts along its longer side, in proportion to weights: (x, y, w, h) of each. */
  function treemap(box, weights) {
    if (weights.length === 1) { return [box]; }
    const all = weights.reduce((sum, each) => sum + each, 0);
    let at = 1, left = weights[0];
    while (at < weights.length - 1 && Math.abs(all / 2 - left - weights[at]) < Math.abs(all / 2 - left)) { left += weights[at++]; }
    const share = left / all;
    const wide = box.w >= box.h;
    const one = wide ? { x: box.x, y: box.y, w: box.w * share, h: box.h } : { x: box.x, y: box.y, w: box.w, h: box.h * share };
    const two = wide
      ? { x: box.x + one.w, y: box.y, w: box.w - one.w, h: box.h }
      : { x: box.x, y: box.y + one.h, w: box.w, h: box.h - one.h };
    return treemap(one, weights.slice(0, at)).concat(treemap(two, weights.slice(at)));
  }

  function inset(box, left, top, right, bottom) {
    return { x: box.x + left, y: box.y + top, w: Math.max(1, box.w - left - right), h: Math.max(1, box.h - top - bottom) };
  }

  /* People of a department by team; who sits in no team sits with the first. */
  function groups(reel, department) {
    const found = new Map();
    for (let i = 0; i < reel.people; i++) {
      if (reel.department[i] === department) {
        if (!found.has(reel.team[i])) { found.set(reel.team[i], []); }
        found.get(reel.team[i]).push(i);
      }
    }
    const all = [...found.values()];
    const teams = all.filter((each) => each.length > 1);
    const alone = all.filter((each) => each.length === 1).flat();
    if (!teams.length) { return alone.length ? [alone] : []; }
    teams[0] = alone.concat(teams[0]);
    return teams;
  }

  /* Widest grid of blocks, one for each team, and of desks in a block. */
  function grid(box, teams) {
    const largest = Math.max(...teams.map((each) => each.length));
    let best = { space: 0 };
    for (let across = 1; across <= teams.length; across++) {
      const down = Math.ceil(teams.length / across);
      for (let columns = 1; columns <= largest; columns++) {
        const rows = Math.ceil(largest / columns);
        const space = Math.min(box.w / across / (columns + 0.55), box.h / down / (rows + 0.55));
        if (space > best.space) { best = { space, across, down, columns }; }
      }
    }
    return best;
  }

  function seatTeams(floor, box, teams, found, space) {
    teams.forEach(function (team, n) {
      const cx = box.x + (n % found.across + 0.5) * box.w / found.across;
      const cy = box.y + (Math.floor(n / found.across) + 0.5) * box.h / found.down;
      const rows = Math.ceil(team.length / found.columns);
      team.forEach(function (person, k) {
        const row = Math.floor(k / found.columns);
        const inRow = Math.min(found.columns, team.length - row * found.columns);
        floor.deskX[person] = cx + (k % found.columns - (inRow - 1) / 2) * space;
        floor.deskY[person] = cy + (row - (rows - 1) / 2) * space;
        floor.teamX[person] = cx;
        floor.teamY[person] = cy;
      });
    });
  }

  function departments(floor, reel, box) {
    const staffed = [];
    for (let d = 0; d < reel.departments; d++) {
      const teams = groups(reel, d);
      if (teams.length) { staffed.push({ d, teams, size: teams.flat().length }); }
    }
    // The one in focus comes last, next to the rooms and the way out.
    staffed.sort((a, b) => (a.d === reel.focus) - (b.d === reel.focus));
    const gap = floor.gap;
    const boxes = treemap(box, staffed.map((each) => each.size + 4));
    staffed.forEach(function (each, n) {
      each.box = inset(boxes[n], gap / 2, gap / 2, gap / 2, gap / 2);
      each.inner = inset(each.box, gap, gap + floor.font * 1.25, gap, gap * 0.8);
      each.grid = grid(each.inner, each.teams);
    });
    const space = Math.min(floor.font * 3.4, ...staffed.map((each) => each.grid.space));
    staffed.forEach((each) => seatTeams(floor, each.inner, each.teams, each.grid, space));
    floor.zones = staffed.map((each) => ({ department: each.d, box: each.box }));
    floor.radius = Math.max(3.2, Math.min(floor.font * 0.95, space * 0.33));
  }

  function rooms(floor, reel, box) {
    const n = Math.max(1, reel.rooms);
    const tall = box.h > box.w;
    let across = 1;
    for (let tried = 1; tried <= n; tried++) {
      const w = box.w / tried, h = box.h / Math.ceil(n / tried);
      const now = box.w / across, high = box.h / Math.ceil(n / across);
      if (Math.min(w, h * 1.25) > Math.min(now, high * 1.25)) { across = tried; }
    }
    const down = Math.ceil(n / across);
    floor.rooms = [];
    for (let r = 0; r < reel.rooms; r++) {
      const cell = { x: box.x + (r % across) * box.w / across, y: box.y + Math.floor(r / across) * box.h / down, w: box.w / across, h: box.h / down };
      const own = inset(cell, floor.gap / 2, floor.gap / 2, floor.gap / 2, floor.gap / 2);
      const head = floor.font * 2.9;
      const rx = Math.min(own.w / 2 - floor.radius * 2.2, floor.font * 9), ry = Math.min((own.h - head) / 2 - floor.radius * 1.9, floor.font * 6.4);
      floor.rooms.push({ box: own, x: own.x + own.w / 2, y: own.y + head + (own.h - head) / 2 - floor.radius * 0.3, rx: Math.max(8, rx), ry: Math.max(8, ry), tall });
    }
  }

  function outside(floor, reel, box, upright) {
    const n = reel.faces.some((each) => each) ? reel.classes : 0;
    const home = 1;
    const parts = n * 1.25 + home;
    floor.classes = [];
    const length = upright ? box.h : box.w;
    for (let c = 0; c <= n; c++) {
      const from = (c < n ? c * 1.25 : n * 1.25) / parts * length, size = (c < n ? 1.25 : home) / parts * length;
      const cell = upright ? { x: box.x, y: box.y + from, w: box.w, h: size } : { x: box.x + from, y: box.y, w: size, h: box.h };
      const own = inset(cell, floor.gap / 2, floor.gap / 2, floor.gap / 2, floor.gap / 2);
      const head = floor.font * (own.w < floor.font * 8.5 ? 3 : 1.9), free = own.h - head;
      const place = { box: own, x: own.x + own.w / 2, y: own.y + head + free / 2, rx: own.w / 2, ry: free / 2 };
      if (c < n) { floor.classes.push(place); } else { floor.home = place; }
    }
  }

  /* Floor plan of a reel for a canvas of w times h, with text of a size. */
  watch.plan = function (reel, w, h, font) {
    const floor = {
      w, h, font, gap: Math.max(6, font * 0.6),
      deskX: new Float32Array(reel.people), deskY: new Float32Array(reel.people),
      teamX: new Float32Array(reel.people), teamY: new Float32Array(reel.people)
    };
    const landscape = w > h * 1.05;
    floor.landscape = landscape;
    const all = { x: 0, y: 0, w, h };
    if (landscape) {
      const out = Math.max(font * 7.5, w * 0.145);
      floor.plate = { x: 0, y: 0, w: w - out - floor.gap, h };
      const inner = inset(floor.plate, floor.gap / 2, floor.gap / 2, floor.gap / 2, floor.gap / 2);
      const wide = inner.w * 0.6;
      departments(floor, reel, { x: inner.x, y: inner.y, w: wide, h: inner.h });
      rooms(floor, reel, { x: inner.x + wide, y: inner.y, w: inner.w - wide, h: inner.h });
      outside(floor, reel, { x: w - out, y: 0, w: out, h }, true);
    } else {
      const out = Math.max(font * 7.8, h * 0.14);
      floor.plate = { x: 0, y: out + floor.gap, w, h: h - out - floor.gap };
      const inner = inset(floor.plate, floor.gap / 2, floor.gap / 2, floor.gap / 2, floor.gap / 2);
      const high = inner.h * 0.36;
      departments(floor, reel, { x: inner.x, y: inner.y + high, w: inner.w, h: inner.h - high });
      rooms(floor, reel, { x: inner.x, y: inner.y, w: inner.w, h: high });
      outside(floor, reel, { x: 0, y: 0, w, h: out }, false);
    }
    floor.all = all;
    return floor;
  };
})();
