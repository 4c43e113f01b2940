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
    themed: function (figure) { return figure ? window.flurfunk.themed(figure) : window.dash_clientside.no_update; }
  };

  window.addEventListener("load", function () {
    window.flurfunk.onTheme(function () {
      if (document.getElementById("lead-graph")) { window.dash_clientside.set_props("lead-theme", { data: Date.now() }); }
    });
  });
})();
