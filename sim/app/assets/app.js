/* What all pages need in the browser: the theme of charts, and a language switch that keeps the address. */
(function () {
  "use strict";
  var flurfunk = (window.flurfunk = window.flurfunk || {});

  // Colours of charts on a light page and on a dark one, as in sim/report/style.py.
  var DARK = {
    "#1c232b": "#e8ebee", "#59636f": "#a3adb8", "#e2e6ea": "#323a44", "#ffffff": "#15191e", "#5b3f8c": "#b9a3e6",
    "#005a96": "#4aa3e0", "#bf4a00": "#f08d4f", "#00805a": "#4fd1a5", "#a03a75": "#e394c3",
    "#7d6200": "#d9b23c", "#4a5561": "#b4bdc7", "#3d4fb0": "#9aa8ff", "#8c3b2e": "#e39384", "#c3cad1": "#5b6671"
  };

  flurfunk.isDark = function () {
    return document.documentElement.getAttribute("data-mantine-color-scheme") === "dark";
  };

  /* Value with every light colour, also those with an opacity behind, replaced by its dark one; the value itself stays. */
  flurfunk.darkened = function darkened(value) {
    if (typeof value === "string") {
      var found = value.length === 7 || value.length === 9 ? DARK[value.slice(0, 7)] : undefined;
      return found === undefined ? value : found + value.slice(7);
    }
    if (Array.isArray(value)) { return value.length && typeof value[0] === "number" ? value : value.map(darkened); }
    if (value !== null && typeof value === "object" && !ArrayBuffer.isView(value)) {
      var copy = {};
      Object.keys(value).forEach(function (key) { copy[key] = darkened(value[key]); });
      return copy;
    }
    return value;
  };

  /* Figure for the theme that is on; figures are always sent with the colours of the light page. */
  flurfunk.themed = function (figure) {
    return figure && flurfunk.isDark() ? flurfunk.darkened(figure) : figure;
  };

  /* Calls back whenever the theme changes. */
  flurfunk.onTheme = function (callback) {
    new MutationObserver(callback).observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
  };

  // Clientside callbacks: (figure, theme) -> figure; the theme only says that it changed.
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.flurfunk = { themed: function (figure) { return flurfunk.themed(figure); } };

  // A page that the server was too busy to answer asks again by itself: nothing was done.
  var TIMES = 5;
  function busy(answer, asked, times) {
    if (answer.status !== 503 || times <= 0 || String(asked[0]).indexOf("/_dash-update-component") < 0) { return answer; }
    var wait = 1000 * (Number(answer.headers.get("Retry-After")) || 2) * (0.75 + Math.random() / 2);
    return new Promise(function (resolve) { setTimeout(resolve, wait); }).then(function () {
      return ask.apply(window, asked);
    }).then(function (again) { return busy(again, asked, times - 1); });
  }

  // Whoever asks the server and reaches nobody is told so, until somebody answers again.
  var ask = window.fetch;
  window.fetch = function () {
    var asked = arguments;
    return ask.apply(window, asked).then(function (answer) {
      document.documentElement.removeAttribute("data-offline");
      return busy(answer, asked, TIMES);
    }, function (failure) {
      if (failure.name !== "AbortError") { document.documentElement.setAttribute("data-offline", ""); }
      throw failure;
    });
  };

  // That somebody has just been let in matters once, to a browser that keeps no cookies: not to whoever gets the link.
  if (location.search === "?entered=1") {
    var there = setInterval(function () {
      if (!document.querySelector(".room")) { return; }
      clearInterval(there);
      history.replaceState(history.state, "", location.pathname);
    }, 50);
  }

  // Pages write their state into the address without asking the server: the other language's link follows here.
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.language");
    if (!link) { return; }
    var language = link.getAttribute("hreflang");
    link.href = location.pathname.replace(/^\/[a-z]{2}(?=\/|$)/, "/" + language) + location.search + location.hash;
  }, true);
})();
