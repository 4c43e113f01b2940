"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const settings = read("settings");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const canHover = window.matchMedia("(hover: hover)").matches;
  // Width of an A4 page between the margins of the print style, at 96 pixels an inch.
  const PAPER = 680;
  // Figures are lower and panels narrower on paper, so that two sections fit on a page.
  const PAPER_HEIGHT = 0.66;
  const PAPER_PANEL = 160;
  const PAPER_ROW = 0.8;
  // Legends take more than one row below this width.
  const NARROW = 720;
  const PHONE = 560;
  // What a legend's mark and margins take beside its name.
  const LEGEND_SIGN = 60;
  const TITLE_LINES = 3;
  const MOST_NAMES = 0.42;
  const LINE = 17;
  // What stays free between the names of two marks of an axis.
  const TICK_GAP = 8;
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

  const pen = document.createElement("canvas").getContext("2d");
  const plain = (text) => text.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

  // Lines of a text that are no wider than the room, as many as allowed; what is left over ends in an ellipsis.
  const lines = (text, font, room, most) => {
    pen.font = font;
    const fits = (line) => 1.03 * pen.measureText(line).width <= room; // drawn text is a little wider than measured
    const found = [];
    for (const word of text.split(" ")) {
      const longer = found.length ? `${found.at(-1)} ${word}` : word;
      if (found.length && (fits(longer) || found.length === most)) found[found.length - 1] = longer;
      else found.push(word);
    }
    return found.map((line) => {
      if (fits(line)) return line;
      const letters = [...line];
      while (letters.length > 1 && !fits(`${letters.join("").trimEnd()}…`)) letters.pop();
      return `${letters.join("").trimEnd()}…`;
    });
  };

  // A panel's title may reach to the next panel's, or to the edge of the figure; a longer one takes more lines.
  const fitTitles = (layout, panel, columns) => {
    const titles = layout.annotations.filter((note) => note.name === "panel");
    let inFirstRow = 0;
    let below = 0;
    titles.forEach((note, place) => {
      const isLast = place % columns === columns - 1;
      const room = panel + (isLast ? layout.margin.r - 4 : layout.meta.gapX - 12);
      const found = lines(plain(note.text), `700 ${note.font.size}px ${layout.font.family}`, room, TITLE_LINES);
      note.text = `<b>${found.map(escaped).join("<br>")}</b>`;
      const more = Math.ceil(1.3 * note.font.size * (found.length - 1));
      if (place < columns) inFirstRow = Math.max(inFirstRow, more);
      else below = Math.max(below, more);
    });
    layout.margin.t += inFirstRow;
    return below;
  };

  // Put panels into as many columns as the width allows.
  const arrange = (layout, width, narrowest) => {
    const meta = layout.meta;
    if (!meta || !meta.panels) return;
    const margin = layout.margin;
    const inner = width - margin.l - margin.r;
    const columns = Math.max(1, Math.min(meta.columns, meta.panels, Math.floor((inner + meta.gapX) / (narrowest + meta.gapX))));
    const rows = Math.ceil(meta.panels / columns);
    const panel = (inner - (columns - 1) * meta.gapX) / columns;
    const gapY = meta.gapY + fitTitles(layout, panel, columns);
    const height = rows * meta.row + (rows - 1) * gapY;
    for (let place = 0; place < meta.panels; place++) {
      const left = (place % columns) * (panel + meta.gapX);
      const bottom = (rows - 1 - Math.floor(place / columns)) * (meta.row + gapY);
      layout[axis("x", place + 1)].domain = [left / inner, Math.min(1, (left + panel) / inner)];
      layout[axis("y", place + 1)].domain = [bottom / height, Math.min(1, (bottom + meta.row) / height)];
    }
    layout.height = height + margin.t + margin.b;
  };

  // Names of rows leave half of a phone to the figure, and titles of axes take a second line before they are cut.
  const fitAxes = (layout, width) => {
    const { margin } = layout;
    const rows = layout.yaxis?.ticktext;
    const most = Math.round(MOST_NAMES * width);
    if (rows && margin.l > most) {
      margin.l = most;
      layout.yaxis.ticktext = rows.map((name) => {
        const size = layout.yaxis.tickfont?.size ?? layout.font.size;
        return lines(plain(name.replaceAll("<br>", " ")), `400 ${size}px ${layout.font.family}`, most - TICK_GAP, 2).map(escaped).join("<br>");
      });
    }
    const inner = width - margin.l - margin.r;
    const isWrapped = layout.yaxis?.ticktext?.some((name) => `${name}`.includes("<br>"));
    const needed = isWrapped && rows ? rows.length * 2 * LINE : 0;
    layout.height = Math.max(layout.height, needed + margin.t + margin.b);
    let more = 0;
    for (const [name, each] of Object.entries(layout)) {
      if (!/^xaxis\d*$/.test(name) || !each.title?.text || each.title.text.includes("<br>")) continue;
      const [begin, end] = each.domain ?? [0, 1];
      const middle = margin.l + ((begin + end) / 2) * inner;
      const room = 2 * Math.min(middle, width - middle) - TICK_GAP;
      const size = each.title.font?.size ?? layout.font.size;
      const found = lines(plain(each.title.text), `400 ${size}px ${layout.font.family}`, room, 2);
      each.title.text = found.map(escaped).join("<br>");
      more = Math.max(more, LINE * (found.length - 1));
    }
    margin.b += more;
    layout.height += more;
  };

  // Names at the ends of lines, moved apart for a height on a page would touch on paper, where figures are lower.
  const spread = (layout) => {
    const ends = (layout.annotations ?? []).filter((note) => note.name === "end").sort((one, other) => one.y - other.y);
    if (!ends.length || !layout.yaxis?.range) return;
    const [low, high] = layout.yaxis.range;
    const apart = (LINE * (high - low)) / (layout.height - layout.margin.t - layout.margin.b);
    ends.forEach((note, place) => { if (place) note.y = Math.max(note.y, ends[place - 1].y + apart); });
    ends.reverse().forEach((note, place) => { note.y = Math.min(note.y, place ? ends[place - 1].y - apart : high); });
  };

  // Where marks of weeks or numbers would run into each other, every second or third of them stays.
  const thin = (layout, width) => {
    const inner = width - layout.margin.l - layout.margin.r;
    for (const [name, each] of Object.entries(layout)) {
      if (!/^xaxis\d*$/.test(name) || !each.tickvals || !each.range || each.type === "log") continue;
      // Two or three words say what an end is, and none of them can be left out.
      if (each.tickvals.length < (each.ticktext ? 4 : 2)) continue;
      const [first, second] = each.tickvals;
      const [begin, end] = each.domain ?? [0, 1];
      pen.font = `400 ${each.tickfont?.size ?? layout.font.size}px ${layout.font.family}`;
      const room = Math.max(...(each.ticktext ?? each.tickvals).map((mark) => pen.measureText(`${mark}`).width)) + TICK_GAP;
      const apart = Math.abs(((end - begin) * inner * (second - first)) / (each.range[1] - each.range[0]));
      const nth = Math.ceil(room / apart);
      // Marks that count from nothing, as weeks do, stay where they count whole steps.
      const shift = first === second - first ? 1 : 0;
      const stays = (_, place) => (place + shift) % nth === 0;
      each.tickvals = each.tickvals.filter(stays);
      if (each.ticktext) each.ticktext = each.ticktext.filter(stays);
    }
  };

  // Titles of interventions would run out of the figure: leave it at their numbers.
  const nameShortly = (layout) => {
    const shift = layout.meta.spansShift ?? 0;
    const notes = layout.meta.spans.map((note) => ({ ...note, yshift: note.yshift + shift }));
    layout.annotations = [...layout.annotations.filter((note) => note.name !== "span"), ...notes];
    layout.margin.t -= layout.meta.spansRoom;
    layout.height -= layout.meta.spansRoom;
  };

  // Names in a legend that are wider than the figure take a second line.
  const fitLegend = (data, layout, width) => {
    if (!layout.showlegend) return;
    const size = layout.legend?.font?.size ?? layout.font.size;
    for (const trace of data) {
      if (!trace.name || trace.showlegend === false || trace.name.includes("<br>")) continue;
      const found = lines(plain(trace.name), `400 ${size}px ${layout.font.family}`, width - LEGEND_SIGN, 2);
      trace.name = found.map(escaped).join("<br>");
    }
  };

  // How much higher the legend is than the room above the panels and their titles.
  const roomLacking = (element, layout) => {
    if (!layout.showlegend || layout.legend?.yref !== "container") return 0;
    const above = (layout.annotations ?? []).filter((note) => note.name === "panel");
    const titles = layout.meta?.panels ? 8 + 18 * Math.max(...above.map((note) => note.text.split("<br>").length)) : 4;
    return Math.max(0, Math.ceil((element._fullLayout.legend?._height ?? 0) + titles - layout.margin.t));
  };

  const draw = (plot, width, { isDark, isPaper }) => {
    const { data, layout } = isDark ? painted(plot.figure) : structuredClone(plot.figure);
    layout.width = width;
    if (width < PHONE) {
      // There is no room beside the marks; who they are is told when they are touched.
      if (layout.annotations) layout.annotations = layout.annotations.filter((note) => note.name !== "head");
      if (layout.meta?.spans) nameShortly(layout);
      for (const note of layout.annotations ?? []) if (note.name === "strip") note.font.size = 12;
    }
    if (layout.meta?.narrowTop && width < NARROW) {
      layout.height += layout.meta.narrowTop - layout.margin.t;
      layout.margin.t = layout.meta.narrowTop;
    }
    if (isPaper && !layout.meta?.panels) layout.height = Math.round(layout.height * (layout.meta?.paper ?? PAPER_HEIGHT));
    if (isPaper && layout.meta?.panels) layout.meta.row = Math.round(layout.meta.row * PAPER_ROW);
    arrange(layout, width, isPaper ? PAPER_PANEL : layout.meta?.narrowest);
    fitAxes(layout, width);
    thin(layout, width);
    spread(layout);
    fitLegend(data, layout, width);
    plot.width = width;
    const drawn = Plotly.react(plot.element, data, layout, config);
    const lacking = roomLacking(plot.element, layout);
    plot.element.style.minHeight = `${layout.height + lacking}px`;
    if (lacking === 0) return drawn;
    // Again at once and not when it is done: a page that is being printed does not wait.
    const margin = { ...layout.margin, t: layout.margin.t + lacking };
    return Plotly.react(plot.element, data, { ...layout, margin, height: layout.height + lacking }, config);
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
