/* Dark or light: what the reader chose here, else what the system says; tables on phones;
   the words of scripts in the language of the page. */
(function () {
  "use strict";
  var words;
  /* The words of the page's language: {} where it speaks English, in which scripts are written. */
  function known() {
    var kept = document.getElementById("words");
    if (!words && (kept || document.readyState !== "loading")) { words = kept ? JSON.parse(kept.textContent) : {}; }
    return words || {};
  }
  function fill(text, given) { return given ? text.replace(/%\((\w+)\)s/g, function (all, name) { return given[name] === undefined ? all : given[name]; }) : text; }
  window.tongue = function (text, given) { return fill(known()[text] || text, given); };
  window.tongues = function (one, many, count, given) {
    var found = known()[one], form = count === 1 ? one : many;
    if (found) { form = found[new Intl.PluralRules(document.documentElement.lang).select(count) === "one" ? 0 : found.length - 1]; }
    return fill(form, Object.assign({ num: count }, given));
  };
  var root = document.documentElement;
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  function saved() { try { return localStorage.getItem("theme"); } catch (error) { return null; } }
  function apply() {
    var theme = saved() || (system.matches ? "dark" : "light");
    root.dataset.theme = theme;
    var button = document.getElementById("theme");
    if (button) { button.setAttribute("aria-pressed", String(theme === "dark")); }
    window.dispatchEvent(new CustomEvent("themechange", { detail: theme }));
  }
  /* On a narrow screen a wide table becomes one block a row: each cell says its column.
     The roles are set because a block is no longer a table to a screen reader. */
  function stack(table) {
    var names = Array.from(table.querySelectorAll("thead th"), function (th) { th.setAttribute("role", "columnheader"); return th.textContent.trim(); });
    table.setAttribute("role", "table");
    table.querySelectorAll("thead, tbody").forEach(function (part) { part.setAttribute("role", "rowgroup"); });
    table.querySelectorAll("tr").forEach(function (row) {
      row.setAttribute("role", "row");
      if (row.closest("thead")) { return; }
      Array.from(row.cells).forEach(function (cell, i) {
        cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
        if (names[i] && cell.colSpan === 1) { cell.dataset.label = names[i]; }
      });
    });
    table.classList.add("stacked");
  }
  /* Within another site's page: the view alone, with where it is from; links leave the frame. */
  function framed() { return new URLSearchParams(location.search).has("embed"); }
  if (framed()) { root.dataset.embed = "1"; }
  function address(change) {
    var here = new URL(location.href);
    here.searchParams.delete("embed");
    if (change) { here.search += (here.search ? "&" : "?") + change; }
    return here.href;
  }
  function embedded() {
    var whole = document.getElementById("whole");
    function lead() { if (whole) { whole.href = address(); } }
    lead(); window.addEventListener("hashchange", lead);
    document.addEventListener("click", function (e) {
      var link = e.target.closest && e.target.closest("a[href]");
      if (link && link.getAttribute("href")[0] !== "#") { link.target = "_blank"; link.rel = "noopener"; if (link === whole) { lead(); } }
    });
  }
  /* What to write under a picture or a table taken from here, and what shows it elsewhere. */
  function share() {
    var cite = document.getElementById("share-cite"), graph = document.querySelector("[data-graph]"), title = document.title.replace(/ · treatygraph$/, "");
    var version = graph ? graph.dataset.graph + (graph.dataset.since ? ", " + graph.dataset.since.slice(0, 10) : "") : "";
    function quoted(text) { return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;"); }
    cite.value = tongue("“%(title)s”, treatygraph, graph %(version)s, %(address)s, seen on %(day)s. CC BY 4.0.", { title: title, version: version, address: address(), day: new Date().toISOString().slice(0, 10) });
    document.getElementById("share-embed").value = '<iframe src="' + quoted(address("embed")) + '" title="' + quoted(title) + '" width="100%" height="640" loading="lazy" style="border:1px solid #ccc"></iframe>';
    [cite, document.getElementById("share-embed")].forEach(function (field) { field.onfocus = function () { field.select(); }; });
  }
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", function () {
    apply();
    var button = document.getElementById("theme");
    if (button) { button.addEventListener("click", function () {
      var next = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("theme", next); } catch (error) { root.dataset.theme = next; }
      apply();
    }); }
    document.querySelectorAll("table.stack").forEach(stack);
    if (framed()) { embedded(); }
    var sharing = document.getElementById("share");
    if (sharing) { sharing.addEventListener("toggle", function () { if (sharing.open) { share(); } }); }
    /* The cookie holds the language now: the address is the same in each. */
    var here = new URL(location.href);
    if (here.searchParams.has("language")) {
      here.searchParams.delete("language");
      history.replaceState(history.state, "", here.pathname + here.search + here.hash);
    }
    var menu = document.querySelector(".menu");
    if (menu && window.matchMedia("(max-width: 48rem)").matches) { menu.open = false; }
  });
})();
