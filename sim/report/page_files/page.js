"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const settings = read("settings");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const canHover = window.matchMedia("(hover: hover)").matches;
  // Width of an A4 page between the margins of the print style, at 96 pixels an inch.
  const PAPER = 680;
  // Figures are lower and panels narrower on paper, so that two sections fit on a page.
  const PAPER_HEIGHT = 0.74;
  const PAPER_PANEL = 160;
  // Legends take more than one row below this width.
  const NARROW = 720;
  const PHONE = 560;
  const plots = [...document.querySelectorAll("[data-figure]")].map((element) => ({
    element, figure: read(`data-${element.dataset.figure}`), width: 0,
  }));
  const config = {
    displaylogo: false, responsive: false, showTips: false, displayModeBar: canHover ? "hover" : false,
    modeBarButtons: [["toImage"]], toImageButtonOptions: { scale: 2 },
    locale: settings.language, locales: { [settings.language]: { dictionary: settings.words } },
  };

  // Swap the light page's colours, also where they carry an opacity as two more digits.
  const painted = (value) => {
    if (typeof value === "string") {
      const swapped = value[0] === "#" ? settings.dark[value.slice(0, 7)] : undefined;
      return swapped === undefined ? value : swapped + value.slice(7);
    }
    if (Array.isArray(value)) return value.map(painted);
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, painted(each)]));
    }
    return value;
  };

  const axis = (letter, number) => `${letter}axis${number === 1 ? "" : number}`;

  // Put panels into as many columns as the width allows.
  const arrange = (layout, width, narrowest) => {
    const meta = layout.meta;
    if (!meta || !meta.panels) return;
    const margin = layout.margin;
    const inner = width - margin.l - margin.r;
    const columns = Math.max(1, Math.min(meta.columns, meta.panels, Math.floor((inner + meta.gapX) / (narrowest + meta.gapX))));
    const rows = Math.ceil(meta.panels / columns);
    const height = rows * meta.row + (rows - 1) * meta.gapY;
    const panel = (inner - (columns - 1) * meta.gapX) / columns;
    for (let place = 0; place < meta.panels; place++) {
      const left = (place % columns) * (panel + meta.gapX);
      const bottom = (rows - 1 - Math.floor(place / columns)) * (meta.row + meta.gapY);
      layout[axis("x", place + 1)].domain = [left / inner, Math.min(1, (left + panel) / inner)];
      layout[axis("y", place + 1)].domain = [bottom / height, Math.min(1, (bottom + meta.row) / height)];
    }
    layout.height = height + margin.t + margin.b;
  };

  // Titles of interventions would run out of the figure: leave it at their numbers.
  const nameShortly = (layout) => {
    const shift = layout.meta.spansShift ?? 0;
    const notes = layout.meta.spans.map((note) => ({ ...note, yshift: note.yshift + shift }));
    layout.annotations = [...layout.annotations.filter((note) => note.name !== "span"), ...notes];
    layout.margin.t -= layout.meta.spansRoom;
    layout.height -= layout.meta.spansRoom;
  };

  const draw = (plot, width, { isDark, isPaper }) => {
    const { data, layout } = isDark ? painted(plot.figure) : structuredClone(plot.figure);
    layout.width = width;
    if (width < PHONE) {
      // There is no room beside the marks; who they are is told when they are touched.
      if (layout.annotations) layout.annotations = layout.annotations.filter((note) => note.name !== "head");
      if (layout.meta?.spans) nameShortly(layout);
      for (const note of layout.annotations ?? []) if (note.name === "strip") note.font.size = 12;
      if (layout.meta?.narrowEntry) layout.legend.entrywidth = layout.meta.narrowEntry;
    }
    if (layout.meta?.narrowTop && width < NARROW) {
      layout.height += layout.meta.narrowTop - layout.margin.t;
      layout.margin.t = layout.meta.narrowTop;
    }
    if (isPaper && !layout.meta?.panels) layout.height = Math.round(layout.height * (layout.meta?.paper ?? PAPER_HEIGHT));
    arrange(layout, width, isPaper ? PAPER_PANEL : layout.meta?.narrowest);
    plot.width = width;
    plot.element.style.minHeight = `${layout.height}px`;
    return Plotly.react(plot.element, data, layout, config);
  };
  const drawAll = () => plots.forEach((plot) => draw(plot, plot.element.clientWidth, { isDark: dark.matches }));

  // One figure at a time, so that the page can be read and scrolled meanwhile.
  const drawFirst = async () => {
    for (const plot of plots) {
      await draw(plot, plot.element.clientWidth, { isDark: dark.matches });
      await new Promise((done) => setTimeout(done));
    }
    document.documentElement.dataset.drawn = "all";
  };

  drawFirst();
  dark.addEventListener("change", drawAll);
  let isPrinting = false;
  new ResizeObserver(() => requestAnimationFrame(() => {
    if (isPrinting || !document.documentElement.dataset.drawn) return;
    plots.filter((plot) => Math.abs(plot.element.clientWidth - plot.width) > 1)
      .forEach((plot) => draw(plot, plot.element.clientWidth, { isDark: dark.matches }));
  })).observe(document.querySelector("main"));
  window.addEventListener("beforeprint", () => {
    isPrinting = true;
    plots.forEach((plot) => draw(plot, PAPER, { isPaper: true }));
  });
  window.addEventListener("afterprint", () => {
    isPrinting = false;
    drawAll();
  });

  // Mark the section being read in the table of contents.
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute("aria-current"));
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  links.forEach((_, id) => watcher.observe(document.getElementById(id)));
})();
