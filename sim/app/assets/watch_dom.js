/* Elements of the page, and texts with places to fill in. */
(function () {
  "use strict";
  const watch = ((window.flurfunk = window.flurfunk || {}).watch = window.flurfunk.watch || {});
  const SVG = "http://www.w3.org/2000/svg";

  function put(element, properties, children) {
    for (const [name, value] of Object.entries(properties || {})) {
      if (name === "text") { element.textContent = value; }
      else if (name.startsWith("on")) { element.addEventListener(name.slice(2), value); }
      else if (value !== null && value !== undefined && value !== false) { element.setAttribute(name, value === true ? "" : value); }
    }
    for (const child of children || []) { if (child) { element.append(child); } }
    return element;
  }

  watch.element = function (tag, properties, children) { return put(document.createElement(tag), properties, children); };
  watch.drawn = function (tag, properties, children) { return put(document.createElementNS(SVG, tag), properties, children); };

  /* Text with {places} filled in. */
  watch.fill = function (text, values) {
    return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
  };

  watch.number = function (words, value, digits) {
    return value === null || value === undefined ? "–" : value.toFixed(digits).replace(".", words.decimal).replace("-", "−");
  };
  watch.percent = function (words, thousandths) {
    return thousandths === null || thousandths === undefined ? "–" : Math.round(thousandths / 10) + words.percent;
  };

  /* JSON of an address; while the server says that it has enough to do, ask again. */
  watch.fetched = function (address, tries) {
    return fetch(address).then(function (answer) {
      if (answer.ok) { return answer.json(); }
      if (answer.status !== 503 || tries <= 1) { return Promise.reject(answer.status); }
      const wait = 1000 * (Number(answer.headers.get("Retry-After")) || 2) * (0.75 + Math.random() / 2);
      return new Promise((resolve) => setTimeout(resolve, wait)).then(() => watch.fetched(address, tries - 1));
    });
  };

  /* Icon of a button, from one path of 24 by 24. */
  watch.icon = function (path) {
    return watch.drawn("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "watch-icon" }, [watch.drawn("path", { d: path })]);
  };
})();
