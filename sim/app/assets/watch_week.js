/* One week on the floor: where everybody is in every half-day, and how loud; in arrays that are made once. */
(function () {
  "use strict";
  const watch = ((window.flurfunk = window.flurfunk || {}).watch = window.flurfunk.watch || {});
  const STEPS = watch.STEPS, HALF_DAYS = watch.HALF_DAYS, S = watch.STATUS;
  const DESK = 0, MEETING = 1, TEAM = 2, AWAY = 3, HOME = 4;
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));

  /* Room for the weeks of a reel: (half-day, person) after each other. */
  watch.stage = function (reel) {
    const n = STEPS * reel.people;
    return {
      reel, index: -1, week: null,
      x: new Float32Array(n), y: new Float32Array(n), loud: new Float32Array(n),
      place: new Uint8Array(n), which: new Int16Array(n), seat: new Uint16Array(n), fromX: new Float32Array(reel.people), fromY: new Float32Array(reel.people),
      chairX: new Float32Array(0), chairY: new Float32Array(0), crowd: new Uint16Array(64)
    };
  };

  /* Fill the stage with a week. */
  watch.compose = function (stage, floor, index) {
    const reel = stage.reel, week = reel.weeks[index], P = reel.people;
    stage.index = index;
    stage.week = week;
    stage.place.fill(DESK);
    stage.loud.fill(0);
    const seats = week.status.length;
    if (stage.chairX.length < seats) { stage.chairX = new Float32Array(seats + 64); stage.chairY = new Float32Array(seats + 64); }
    for (let n = 0; n < week.held.length; n++) { attend(stage, floor, n); }
    for (const visit of week.visits) { visitCustomers(stage, visit); }
    for (const person of week.ill) { for (let s = 0; s < STEPS; s++) { stage.place[s * P + person] = HOME; } }
    settle(stage, floor);
    const before = index > 0 ? reel.weeks[index - 1].ill : [];
    stage.fromX.set(floor.deskX);
    stage.fromY.set(floor.deskY);
    before.forEach((person, k) => { scatter(stage, floor.home, k, floor.radius * 1.9, stage.fromX, stage.fromY, person); });
  };

  function attend(stage, floor, n) {
    const reel = stage.reel, week = stage.week, meeting = week.held[n], P = reel.people;
    const people = reel.seats[meeting], room = reel.room[meeting], slot = reel.slot[meeting], first = week.first[n];
    let wanted = 0, taken = 0;
    for (let k = 0; k < people.length; k++) { wanted += week.status[first + k] !== S.UNWANTED; }
    for (let k = 0; k < people.length; k++) {
      const status = week.status[first + k], at = slot * P + people[k];
      if (status === S.UNWANTED) { continue; }
      if (room !== watch.DESKS) {
        const angle = -Math.PI / 2 + 2 * Math.PI * (taken++ + 0.5) / wanted, where = floor.rooms[room];
        stage.chairX[first + k] = where.x + where.rx * Math.cos(angle);
        stage.chairY[first + k] = where.y + where.ry * Math.sin(angle);
      }
      if (status === S.PRESENT || status === S.DELEGATE) {
        stage.place[at] = room === watch.DESKS ? TEAM : MEETING;
        stage.which[at] = n;
        stage.seat[at] = k;
        stage.loud[at] = week.talk[first + k] / watch.FAIR;
      } else if (status === S.CUSTOMER || status === S.VIDEO) {
        stage.place[at] = AWAY;
        stage.which[at] = week.customer[first + k];
      }
    }
  }

  /* Half-days free of meetings: the model says how many and to whom, not when; a person keeps to the same days. */
  function visitCustomers(stage, visit) {
    const P = stage.reel.people;
    let done = 0;
    for (let n = 0; n < HALF_DAYS && done < visit.classes.length; n++) {
      const at = ((visit.person * 3 + n) % HALF_DAYS) * P + visit.person;
      if (stage.place[at] === DESK) { stage.place[at] = AWAY; stage.which[at] = visit.classes[done++]; }
    }
  }

  function settle(stage, floor) {
    const reel = stage.reel, P = reel.people;
    for (let s = 0; s < STEPS; s++) {
      stage.crowd.fill(0);
      let ill = 0;
      for (let i = 0; i < P; i++) {
        const at = s * P + i, place = stage.place[at], which = stage.which[at];
        if (place === MEETING) {
          const chair = stage.week.first[which] + stage.seat[at];
          stage.x[at] = stage.chairX[chair];
          stage.y[at] = stage.chairY[chair];
        } else if (place === TEAM) {
          gather(stage, floor, at, i, which);
        } else if (place === AWAY && floor.classes.length) {
          scatter(stage, floor.classes[Math.min(which, floor.classes.length - 1)], stage.crowd[which]++, floor.radius * 1.9, stage.x, stage.y, at);
        } else if (place === HOME) {
          scatter(stage, floor.home, ill++, floor.radius * 1.9, stage.x, stage.y, at);
        } else {
          stage.x[at] = floor.deskX[i];
          stage.y[at] = floor.deskY[i];
        }
      }
    }
  }

  /* A team leans together over its desks; a round of leaders stands in a ring in its department. */
  function gather(stage, floor, at, person, held) {
    const reel = stage.reel, meeting = stage.week.held[held];
    if (reel.team[person] === meeting && reel.rank[person] < 2) {
      stage.x[at] = floor.deskX[person] + (floor.teamX[person] - floor.deskX[person]) * 0.22;
      stage.y[at] = floor.deskY[person] + (floor.teamY[person] - floor.deskY[person]) * 0.22;
      return;
    }
    const zone = floor.zones.find((each) => each.department === reel.department[person]).box;
    const n = reel.seats[meeting].length, angle = 2 * Math.PI * stage.seat[at] / n;
    const size = Math.max(floor.radius * 2.2, floor.radius * 0.46 * n);
    stage.x[at] = zone.x + zone.w / 2 + size * Math.cos(angle);
    stage.y[at] = zone.y + zone.h / 2 + floor.font * 0.6 + size * Math.sin(angle);
  }

  /* The k-th of a crowd, in a sunflower's order around a place. */
  function scatter(stage, place, k, space, xs, ys, at) {
    const reach = space * 0.62 * Math.sqrt(k + 0.3), wide = Math.max(0.7, Math.min(1.6, Math.sqrt(place.rx / place.ry)));
    const w = Math.max(0, place.rx - space * 0.55), h = Math.max(0, place.ry - space * 0.55);
    const x = reach * Math.cos(k * GOLDEN) * wide, y = reach * Math.sin(k * GOLDEN) / wide;
    xs[at] = place.x + Math.max(-w, Math.min(w, x));
    ys[at] = place.y + Math.max(-h, Math.min(h, y));
  }
})();
