/* Frames of a replicate, read once into typed arrays: what sim/app/watch/frames.py writes. */
(function () {
  "use strict";
  const watch = ((window.flurfunk = window.flurfunk || {}).watch = window.flurfunk.watch || {});

  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const VALUE = new Uint8Array(128);
  for (let n = 0; n < DIGITS.length; n++) { VALUE[DIGITS.charCodeAt(n)] = n; }

  const STATUSES = 7;

  function numbers(text) {
    const found = new Uint8Array(text.length);
    for (let n = 0; n < text.length; n++) { found[n] = VALUE[text.charCodeAt(n)]; }
    return found;
  }

  /* Levels in hundredths, of two digits each. */
  function hundredths(text) {
    const found = new Uint8Array(text.length / 2);
    for (let n = 0; n < found.length; n++) { found[n] = VALUE[text.charCodeAt(2 * n)] * DIGITS.length + VALUE[text.charCodeAt(2 * n + 1)]; }
    return found;
  }

  /* First seat of every meeting held in a week, among the week's seats. */
  function firsts(held, seats) {
    const first = new Uint16Array(held.length + 1);
    for (let n = 0; n < held.length; n++) { first[n + 1] = first[n] + seats[held[n]].length; }
    return first;
  }

  function read(raw, seats, steps) {
    const codes = numbers(raw.seats);
    const visits = [];
    for (let n = 0; n < raw.visits.length; n += 2) { visits.push({ person: raw.visits[n], classes: numbers(raw.visits[n + 1]) }); }
    const week = {
      held: raw.held,
      first: firsts(raw.held, seats),
      status: codes.map((code) => code % STATUSES),
      customer: Int8Array.from(codes, (code) => Math.floor(code / STATUSES) - 1),
      talk: numbers(raw.talk),
      agenda: numbers(raw.agenda),
      decided: raw.decided,
      gossip: raw.gossip,
      ill: raw.ill,
      visits: visits,
      cancelled: raw.cancelled,
      seen: hundredths(raw.seen),
      esteem: hundredths(raw.esteem),
      reviews: raw.reviews,
      telling: 0
    };
    week.telling = telling(week, steps);
    return week;
  }

  /* Half-day of a week to stop at: with talk about the department in focus, else a decision, else the first. */
  function telling(week, reel) {
    let best = 0, most = -1;
    week.held.forEach(function (meeting, n) {
      let worth = reel.room[meeting] === watch.DESKS ? 0 : 1;
      week.decided.forEach((each) => { if (each[0] === n) { worth += 2; } });
      week.gossip.forEach((each) => {
        if (each[0] === n && reel.room[meeting] !== watch.DESKS && reel.department[each[2]] === reel.focus) { worth += each[3] === 0 ? 2 : 5; }
      });
      if (worth > most) { most = worth; best = reel.slot[meeting]; }
    });
    return best;
  }

  /* Everything about a replicate that the office needs; `weeks` are counted from 0. */
  watch.read = function (raw) {
    const reel = {
      focus: raw.focus, topic: raw.topic, faces: raw.faces, classes: raw.classes,
      department: Uint8Array.from(raw.department), rank: Uint8Array.from(raw.rank), team: Int32Array.from(raw.team),
      room: raw.room, slot: raw.slot, seats: raw.seats,
      chain: raw.chain, agenda: raw.agenda,
      people: raw.department.length, departments: raw.topic.length, topics: raw.agenda.length,
      start: { seen: hundredths(raw.start.seen), esteem: hundredths(raw.start.esteem) },
      rooms: Math.max(0, ...raw.room.map((room) => room + 1)),
      weeks: []
    };
    reel.weeks = raw.weeks.map((week) => read(week, raw.seats, reel));
    return reel;
  };
})();
