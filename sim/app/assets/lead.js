/* The facilitator's page: the secret part of the link leaves the address at once, and is handed over once. */
(function () {
  "use strict";
  var secret = null;
  if (/^\/[a-z]{2}\/lead\/?$/.test(location.pathname) && location.hash.length > 1) {
    secret = location.hash.slice(1, 201);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.flurfunk_lead = {
    secret: function () {
      var found = secret;
      secret = null;
      return found === null ? window.dash_clientside.no_update : found;
    },
    ask: function (clicks) { return Boolean(clicks); },
    themed: function (figure) {
      return figure ? window.flurfunk.themed(fitted(figure)) : window.dash_clientside.no_update;
    }
  };

  var AHEAD = "#1c232b"; // colour of their names, as in sim/app/rooms/leaderboard.py
  var SIZES = ["size", "width", "height", "l", "r", "t", "b", "xshift", "yshift", "standoff", "title_font_size", "tickfont_size"];

  /* Value with every length in it larger or smaller. */
  function scaled(value, by) {
    if (Array.isArray(value)) { return value.map(function (each) { return scaled(each, by); }); }
    if (value === null || typeof value !== "object") { return value; }
    var copy = {};
    Object.keys(value).forEach(function (key) {
      var each = value[key];
      copy[key] = typeof each === "number" && SIZES.indexOf(key) >= 0 ? each * by : scaled(each, by);
    });
    return copy;
  }

  /* Figure as wide as its place, with letters and marks that grow and shrink with it, so that names stay beside their marks. */
  function fitted(figure) {
    var place = document.getElementById("lead-graph");
    var meta = figure.layout.meta;
    if (!place || !meta) { return figure; }
    var wanted = place.parentElement.clientWidth / meta.width;
    var by = Math.min(2.5, Math.max(meta.least, wanted));
    var layout = scaled(figure.layout, by);
    if (wanted < meta.least) {
      // Narrower than names are made for: only who is ahead keeps one, the table has them all.
      layout.annotations = layout.annotations.filter(function (each) { return each.font.color === AHEAD; });
    }
    layout.meta = meta;
    layout.width = place.parentElement.clientWidth;
    return { data: figure.data.map(function (each) {
      return Object.assign({}, each, { marker: scaled(each.marker, by) });
    }), layout: layout };
  }

  function redraw() {
    if (document.getElementById("lead-graph")) { window.dash_clientside.set_props("lead-theme", { data: Date.now() }); }
  }

  window.addEventListener("load", function () { window.flurfunk.onTheme(redraw); });
  window.addEventListener("resize", function () {
    clearTimeout(redraw.later);
    redraw.later = setTimeout(redraw, 100);
  });
})();
