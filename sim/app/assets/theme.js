/* What must stand before anything is painted or loaded: the theme that was chosen here before, or else the system's, and
   where charts come from. */
(function () {
  var chosen = null;
  try { chosen = localStorage.getItem("mantine-color-scheme-value"); } catch (blocked) { /* the system's, then */ }
  var dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");

  // Dash loads plotly from this address as soon as the first chart is there, and not before: ours is a third of its own.
  var charts = document.getElementById("charts");
  if (charts) {
    Object.defineProperty(window, "_dashPlotlyJSURL", { get: function () { return charts.href; }, set: function () {} });
  }
})();
