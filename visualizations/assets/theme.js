/* Dark or light: what the reader chose here, else what the system says. */
(function () {
  "use strict";
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
    var menu = document.querySelector(".menu");
    if (menu && window.matchMedia("(max-width: 48rem)").matches) { menu.open = false; }
  });
})();
