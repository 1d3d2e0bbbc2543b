/* Tables that sort, filter, hide columns and can be taken along; the choices stand in the address.

   Every <table data-table="id"> is a whole table without this script.  With it, headings sort,
   those marked data-facet become lists to choose from, and the rows shown are copied as
   Markdown, CSV or a citation.  TanStack Table (vendored) keeps the state and decides which
   rows are shown; the page's own rows are moved and hidden, never made anew.

   In the address: #id.sort=-who&id.q=words&id.is.who=GI-TOC&id.has.what=words&id.hide=kind
*/
"use strict";
(() => {
  const T = globalThis.TableCore;
  const tables = [];
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
  const el = (name, props = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), props);
    made.append(...inside);
    return made;
  };
  const words = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

  /* ── reading the page's table ─────────────────────────────────────────────────────── */
  const valueOf = (cell) => (cell ? cell.dataset.value ?? words(cell) : "");
  const plain = (cell) => {
    if (!cell) return "";
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("br").forEach((br) => br.replaceWith("; "));
    return words(copy).replace(/\s+([,;.])/g, "$1");
  };

  /* A column is worth choosing from where few short values come again and again. */
  function repeats(column, rows) {
    const values = new Set(rows.map((row) => valueOf(row.cells[column.at])).filter(Boolean));
    const long = [...values].some((value) => value.length > 60);
    return !long && values.size > 1 && values.size <= 30 && rows.length >= 2 * values.size;
  }

  function read(element) {
    const heads = [...element.tHead.rows[0].cells];
    const seen = new Set();
    const columns = heads.map((head, at) => {
      let key = head.dataset.key || slug(words(head)) || `c${at}`;
      while (seen.has(key)) key += "-2";
      seen.add(key);
      return { key, at, head, name: words(head), facet: "facet" in head.dataset };
    });
    const rows = [...element.tBodies[0].rows].map((row) => ({
      row,
      cells: [...row.cells].flatMap((cell) => Array(cell.colSpan).fill(cell)),
    }));
    if (element.dataset.facets === "auto") columns.forEach((column) => (column.facet = repeats(column, rows)));
    return { columns, rows };
  }

  /* ── the address ──────────────────────────────────────────────────────────────────── */
  const asked = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

  function stateOf(id, columns) {
    const sorting = [], filters = new Map(), visible = {};
    let q = "", all = false;
    for (const [name, value] of asked()) {
      if (!name.startsWith(`${id}.`)) continue;
      const [what, key] = name.slice(id.length + 1).split(/\.(.*)/s);
      if (what === "sort") sorting.push({ id: value.replace(/^-/, ""), desc: value.startsWith("-") });
      else if (what === "q") q = value;
      else if (what === "all") all = true;
      else if (what === "hide") value.split(",").forEach((one) => (visible[one] = false));
      else if (what === "is" || what === "has") filters.set(key, { ...filters.get(key), [what]: value });
    }
    const known = new Set(columns.map((column) => column.key));
    return {
      sorting: sorting.filter((one) => known.has(one.id)),
      columnFilters: [...filters].filter(([key]) => known.has(key)).map(([key, value]) => ({ id: key, value })),
      columnVisibility: visible,
      globalFilter: q,
      all,
    };
  }

  function write(id, state, replace) {
    const all = asked();
    [...all.keys()].filter((name) => name.startsWith(`${id}.`)).forEach((name) => all.delete(name));
    state.sorting.forEach((one) => all.append(`${id}.sort`, (one.desc ? "-" : "") + one.id));
    if (state.globalFilter) all.set(`${id}.q`, state.globalFilter);
    if (state.all) all.set(`${id}.all`, "1");
    for (const { id: key, value } of state.columnFilters)
      for (const what of ["is", "has"]) if (value[what]) all.set(`${id}.${what}.${key}`, value[what]);
    const hidden = Object.keys(state.columnVisibility).filter((key) => state.columnVisibility[key] === false);
    if (hidden.length) all.set(`${id}.hide`, hidden.join(","));
    const hash = all.toString();
    const address = location.pathname + location.search + (hash ? `#${hash}` : "");
    history[replace ? "replaceState" : "pushState"](history.state, "", address);
  }

  /* ── one table ────────────────────────────────────────────────────────────────────── */
  function begin(element) {
    const id = element.dataset.table;
    const { columns, rows } = read(element);
    const fits = (row, key, value) => {
      const text = row.getValue(key) ?? "";
      return (!value.is || text === value.is) && (!value.has || text.toLowerCase().includes(value.has.toLowerCase()));
    };
    const anywhere = (row, _, q) => {
      const text = columns.map((column) => plain(row.original.cells[column.at])).join(" ").toLowerCase();
      return q.toLowerCase().split(/\s+/).every((word) => text.includes(word));
    };
    const table = T.createTable({
      data: rows,
      columns: columns.map((column) => ({
        id: column.key,
        accessorFn: (row) => valueOf(row.cells[column.at]) || undefined,
        sortUndefined: "last",
        sortingFn: (a, b, key) => collator.compare(a.getValue(key), b.getValue(key)),
        filterFn: fits,
        sortDescFirst: false,
      })),
      globalFilterFn: anywhere,
      getColumnCanGlobalFilter: () => true,
      getCoreRowModel: T.getCoreRowModel(),
      getSortedRowModel: T.getSortedRowModel(),
      getFilteredRowModel: T.getFilteredRowModel(),
      getFacetedRowModel: T.getFacetedRowModel(),
      getFacetedUniqueValues: T.getFacetedUniqueValues(),
      renderFallbackValue: "",
      state: {},
      onStateChange: () => {},
    });
    const shown = { element, id, columns, rows, table, state: table.initialState };
    shown.set = (part, replace = false) => {
      shown.state = { ...shown.state, ...part };
      write(id, shown.state, replace);
      draw(shown);
    };
    headings(shown);
    if (rows.length > 4) tools(shown);
    tables.push(shown);
    restore(shown);
  }

  function restore(shown) {
    shown.state = { ...shown.table.initialState, ...stateOf(shown.id, shown.columns) };
    draw(shown);
  }

  function draw(shown) {
    const { table, state, element, columns, rows } = shown;
    table.setOptions((before) => ({ ...before, state }));
    const model = table.getRowModel().rows;
    const body = element.tBodies[0];
    const folded = foldable(shown, model);
    const here = new Set(model.filter((row) => !folded.has(row)).map((row) => row.original.row));
    rows.forEach(({ row }) => (row.hidden = !here.has(row)));
    const order = state.sorting.length ? model.map((row) => row.original.row) : rows.map(({ row }) => row);
    if (order.some((row, at) => body.rows[at] !== row)) body.append(...order);
    for (const column of columns) {
      const gone = state.columnVisibility[column.key] === false;
      column.head.hidden = gone;
      rows.forEach(({ cells }) => cells[column.at] && (cells[column.at].hidden = gone));
      const sorted = state.sorting.find((one) => one.id === column.key);
      if (sorted) column.head.setAttribute("aria-sort", sorted.desc ? "descending" : "ascending");
      else column.head.removeAttribute("aria-sort");
    }
    unfolding(shown, folded.size);
    shown.refresh?.(model.length);
  }

  /* Rows of which nothing is known say so together, and open at a click. */
  const UNKNOWN = [tongue("cannot tell"), tongue("not registered"), tongue("not known")];
  function foldable({ state, columns }, model) {
    const answer = columns.find((column) => column.key === "answer");
    if (!answer || state.all || state.columnFilters.some((one) => one.id === "answer")) return new Set();
    const unknown = model.filter((row) => UNKNOWN.includes(row.getValue("answer")));
    return new Set(unknown.length > 4 && unknown.length < model.length ? unknown : []);
  }
  function unfolding(shown, count) {
    const place = shown.element.closest(".scroller") ?? shown.element;
    if (!shown.more && !count) return;
    if (!shown.more) {
      const button = el("button", { type: "button" });
      button.addEventListener("click", () => shown.set({ all: true }));
      shown.more = el("p", {}, button);
      place.after(shown.more);
    }
    shown.more.hidden = !count;
    shown.more.firstChild.textContent = tongue("%(count)s rows: nothing is known. Show them", { count });
  }

  /* ── headings that sort ───────────────────────────────────────────────────────────── */
  function headings(shown) {
    for (const column of shown.columns) {
      const button = el("button", { type: "button", className: "sort" });
      if (column.head.querySelector("a, button")) {
        button.setAttribute("aria-label", tongue("Sort by %(name)s", { name: column.name }));
        column.head.append(" ", button);
      } else {
        button.append(...column.head.childNodes);
        column.head.append(button);
      }
      button.addEventListener("click", () => {
        const now = shown.state.sorting.find((one) => one.id === column.key);
        const next = !now ? [{ id: column.key, desc: false }] : now.desc ? [] : [{ id: column.key, desc: true }];
        shown.set({ sorting: next });
      });
    }
  }

  /* ── the line of choices above ────────────────────────────────────────────────────── */
  function filterOf(shown, key) {
    return shown.state.columnFilters.find((one) => one.id === key)?.value ?? {};
  }
  function setFilter(shown, key, what, value, replace) {
    const next = { ...filterOf(shown, key), [what]: value };
    const others = shown.state.columnFilters.filter((one) => one.id !== key);
    shown.set({ columnFilters: next.is || next.has ? [...others, { id: key, value: next }] : others }, replace);
  }

  function tools(shown) {
    const { id, columns, table, rows } = shown;
    const place = shown.element.closest(".scroller") ?? shown.element;
    const name = place.getAttribute("aria-label") || document.title;
    const bar = el("div", { className: "table-tools" });
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", tongue("Choices for: %(name)s", { name }));
    const updates = [];
    const field = (label, control, key = label) => {
      control.id = `${id}-${slug(key)}`;
      return el("div", {}, el("label", { htmlFor: control.id, textContent: label }), control);
    };
    const search = el("input", { type: "search", placeholder: tongue("words") });
    search.addEventListener("input", () => shown.set({ globalFilter: search.value }, true));
    updates.push(() => document.activeElement !== search && (search.value = shown.state.globalFilter ?? ""));
    bar.append(field(tongue("Filter rows"), search, "filter-rows"));
    table.setOptions((before) => ({ ...before, state: table.initialState }));
    for (const column of columns.filter((one) => one.facet)) {
      const counts = table.getColumn(column.key).getFacetedUniqueValues();
      const values = [...counts.keys()].filter(Boolean).sort((a, b) => a.localeCompare(b));
      if (values.length < 2 || values.length > 200) continue;
      const select = el("select", {}, el("option", { value: "", textContent: tongue("all") }));
      values.forEach((value) => select.append(el("option", { value, textContent: `${value} (${counts.get(value)})` })));
      select.addEventListener("change", () => setFilter(shown, column.key, "is", select.value, false));
      updates.push(() => (select.value = filterOf(shown, column.key).is ?? ""));
      bar.append(field(column.name, select));
    }
    bar.append(columnChoice(shown, updates), copying(shown, name));
    const status = el("p", { className: "soft" });
    status.setAttribute("role", "status");
    bar.append(status);
    shown.refresh = (count) => {
      updates.forEach((update) => update());
      status.textContent = count === rows.length ? tongue("%(count)s rows", { count }) : tongue("%(count)s of %(total)s rows", { count, total: rows.length });
    };
    place.before(bar);
  }

  function popup(label, ...inside) {
    const details = el("details", { className: "popup" }, el("summary", { className: "button", textContent: label }), el("div", {}, ...inside));
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      details.open = false;
      details.querySelector("summary").focus();
    });
    return details;
  }

  function columnChoice(shown, updates) {
    const lines = shown.columns.map((column) => {
      const box = el("input", { type: "checkbox", id: `${shown.id}-show-${column.key}` });
      box.addEventListener("change", () =>
        shown.set({ columnVisibility: { ...shown.state.columnVisibility, [column.key]: box.checked } }));
      const has = el("input", { type: "search", placeholder: tongue("holds the words") });
      has.setAttribute("aria-label", tongue("%(name)s holds the words", { name: column.name }));
      has.addEventListener("input", () => setFilter(shown, column.key, "has", has.value, true));
      updates.push(() => {
        box.checked = shown.state.columnVisibility[column.key] !== false;
        if (document.activeElement !== has) has.value = filterOf(shown, column.key).has ?? "";
      });
      return el("p", {}, el("label", { htmlFor: box.id }, box, ` ${column.name}`), has);
    });
    return popup(tongue("Columns"), ...lines);
  }

  /* ── taking it along ──────────────────────────────────────────────────────────────── */
  function grid(shown) {
    const kept = shown.columns.filter((column) => shown.state.columnVisibility[column.key] !== false);
    const rows = shown.table.getRowModel().rows.map(({ original }) => kept.map((column) => original.cells[column.at]));
    return { kept, rows };
  }
  const absolute = (cell) => cell?.querySelector("a[href]")?.href;
  function markdown(shown) {
    const { kept, rows } = grid(shown);
    const escaped = (text) => text.replace(/([\\|*_`[\]<])/g, "\\$1");
    const one = (cell) => {
      const text = escaped(plain(cell)), link = absolute(cell);
      return link && text ? `[${text}](${link.replace(/[()\s]/g, encodeURIComponent)})` : text;
    };
    return [
      `| ${kept.map((column) => escaped(column.name)).join(" | ")} |`,
      `|${kept.map(() => "---").join("|")}|`,
      ...rows.map((cells) => `| ${cells.map(one).join(" | ")} |`),
      "", citation(shown), "",
    ].join("\n");
  }
  function csv(shown) {
    const { kept, rows } = grid(shown);
    const quoted = (text) => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const line = (texts) => texts.map(quoted).join(",");
    return [line(kept.map((column) => column.name)), ...rows.map((cells) => line(cells.map(plain))), ""].join("\r\n");
  }
  function citation(shown) {
    const graph = document.querySelector("[data-graph]");
    const name = shown?.element.closest(".scroller")?.getAttribute("aria-label");
    const title = document.title.replace(/ · treatygraph$/, "");
    const version = graph ? `, graph ${graph.dataset.graph}${graph.dataset.since ? ` of ${graph.dataset.since.slice(0, 10)}` : ""}` : "";
    const day = new Date().toISOString().slice(0, 10);
    return `treatygraph, “${title}”${name && name !== title ? `, ${name}` : ""}${version}, ${location.href} (seen ${day}).`;
  }
  function copying(shown, name) {
    const said = el("span", { className: "soft" });
    said.setAttribute("role", "status");
    const forms = [[tongue("as Markdown"), markdown], [tongue("as CSV"), csv], [tongue("a citation"), citation]];
    const buttons = forms.map(([label, make]) => {
      const button = el("button", { type: "button", textContent: label });
      button.addEventListener("click", async () => {
        await take(make(shown));
        said.textContent = tongue("Copied.");
        setTimeout(() => (said.textContent = ""), 2500);
      });
      return button;
    });
    return popup(tongue("Copy"), ...buttons, said);
  }
  async function take(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // not on https or localhost, or not allowed: the old way still works
      const area = el("textarea", { value: text, className: "unseen" });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.popup[open]").forEach((one) => one.contains(event.target) || (one.open = false));
  });
  const follow = () => tables.forEach(restore);
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  document.querySelectorAll("table[data-table]").forEach((element) => element.tBodies[0]?.rows.length && begin(element));
  globalThis.treatygraphTables = { begin, citation };
})();
