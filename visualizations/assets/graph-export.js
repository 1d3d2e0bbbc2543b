/* The picture as PNG, SVG and GraphML, made from what is shown. */
(function () {
  "use strict";
  var TG = window.TG;
  if (!TG) { return; }
  function esc(text) { return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;"); }
  function save(name, type, content) {
    var url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: type }));
    var a = document.createElement("a");
    a.href = url; a.download = name; document.body.append(a); a.click(); a.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
  }
  function shown() { return TG.data.nodes.filter(function (n) { return !n.off && n.x !== undefined; }); }
  function drawn(e) { var a = TG.byId.get(e.from), b = TG.byId.get(e.to); return !a.off && !b.off && a.x !== undefined && b.x !== undefined; }

  /* What a saved picture says of itself: what it shows, what its colours mean, where it is from. */
  function chosen() { return TG.state.at === null ? "" : TG.byId.get(TG.state.at).name; }
  function heading() { return TG.data.title + (TG.marks ? ": " + TG.marks.words : "") + (chosen() ? " · " + chosen() : ""); }
  function source() {
    var foot = document.querySelector("[data-graph]"), day = new Date().toISOString().slice(0, 10);
    return "treatygraph" + (foot ? " " + foot.dataset.graph : "") + " · " + day + " · " + location.href.replace(/^file:.*\//, "");
  }
  function named(ending) {
    var words = (TG.data.title + " " + (chosen() || (TG.marks ? TG.marks.words : ""))).normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
    return ("treatygraph " + words).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80).replace(/-+$/, "") + "." + ending;
  }
  function legend() {
    return Array.from(document.querySelectorAll("#legend li")).map(function (item) {
      var drawn = item.querySelector("svg").cloneNode(true);
      drawn.setAttribute("xmlns", "http://www.w3.org/2000/svg");
      return { drawn: drawn, text: item.textContent.trim() };
    });
  }
  function ink() { return TG.look.kinds.article[TG.theme()].font; }
  /* Where the entries of the legend stand in a width, and how high all are. */
  function rows(entries, width, measure, step) {
    var x = 0, y = 0;
    entries.forEach(function (entry) {
      var w = 30 + measure(entry.text);
      if (x && x + w > width) { x = 0; y += step; }
      entry.x = x; entry.y = y; x += w + 18;
    });
    return y + step;
  }
  function png() {
    var canvas = TG.stage.querySelector("canvas"), ratio = canvas.width / TG.stage.clientWidth, copy = document.createElement("canvas");
    var width = TG.stage.clientWidth, entries = legend(), ctx = copy.getContext("2d");
    ctx.font = "13px system-ui, sans-serif";
    var deep = rows(entries, width - 32, function (text) { return ctx.measureText(text).width; }, 22), high = TG.stage.clientHeight;
    copy.width = canvas.width; copy.height = Math.ceil((high + 44 + deep + 40) * ratio);
    ctx.scale(ratio, ratio);
    ctx.fillStyle = TG.ground(); ctx.fillRect(0, 0, width, copy.height);
    ctx.drawImage(canvas, 0, 44, width, high);
    ctx.fillStyle = ink();
    ctx.font = "600 17px Georgia, serif"; ctx.fillText(heading(), 16, 28, width - 32);
    ctx.font = "12px system-ui, sans-serif"; ctx.fillText(source(), 16, high + 44 + deep + 24, width - 32);
    ctx.font = "13px system-ui, sans-serif";
    Promise.all(entries.map(function (entry) {
      ctx.fillText(entry.text, 46 + entry.x, high + 62 + entry.y);
      entry.drawn.setAttribute("width", "20"); entry.drawn.setAttribute("height", "16");
      var image = new Image();
      image.src = "data:image/svg+xml;utf8," + encodeURIComponent(new XMLSerializer().serializeToString(entry.drawn));
      return image.decode().then(function () { ctx.drawImage(image, 18 + entry.x, high + 50 + entry.y, 20, 16); }, function () {});
    })).then(function () { copy.toBlob(function (blob) { save(named("png"), "image/png", blob); }); });
  }
  function shape(n, c) {
    var b = TG.network.getBoundingBox(n.id), w = b.right - b.left, h = b.bottom - b.top, x = n.x, y = n.y, s = n.size || 10;
    var paint = ' fill="' + c.fill + '" stroke="' + c.border + '" stroke-width="' + (c.wide || 1) + '"';
    if (n.shape === "box") { return '<rect x="' + b.left + '" y="' + b.top + '" width="' + w + '" height="' + h + '" rx="' + (n.shapeProperties ? n.shapeProperties.borderRadius : 6) + '"' + paint + "/>"; }
    if (n.shape === "ellipse") { return '<ellipse cx="' + x + '" cy="' + y + '" rx="' + w / 2 + '" ry="' + h / 2 + '"' + paint + "/>"; }
    if (n.shape === "square") { return '<rect x="' + (x - s) + '" y="' + (y - s) + '" width="' + 2 * s + '" height="' + 2 * s + '"' + paint + "/>"; }
    if (n.shape === "triangle") { return '<path d="M' + x + " " + (y - s) + "L" + (x + s) + " " + (y + s * 0.8) + "L" + (x - s) + " " + (y + s * 0.8) + 'Z"' + paint + "/>"; }
    if (n.shape === "hexagon") { return '<path d="M' + (x - s / 2) + " " + (y - s * 0.87) + "h" + s + "l" + s / 2 + " " + s * 0.87 + "l" + -s / 2 + " " + s * 0.87 + "h" + -s + "l" + -s / 2 + " " + -s * 0.87 + 'Z"' + paint + "/>"; }
    if (n.shape === "dot") { return '<circle cx="' + x + '" cy="' + y + '" r="' + s + '"' + paint + "/>"; }
    return '<path d="M' + x + " " + (y - s) + "L" + (x + s) + " " + y + "L" + x + " " + (y + s) + "L" + (x - s) + " " + y + 'Z"' + paint + "/>";
  }
  /* The colours that the picture has now, framed where an answer found it. */
  function paintOf(n) {
    var view = TG.nodes.get(n.id);
    return view ? { fill: view.color.background, border: view.color.border, font: view.font.color, wide: view.borderWidth } : TG.colours(n);
  }
  function svg() {
    var list = shown(), t = TG.theme(), out = [], box = [Infinity, Infinity, -Infinity, -Infinity];
    list.forEach(function (n) { var b = TG.network.getBoundingBox(n.id); box = [Math.min(box[0], b.left), Math.min(box[1], b.top), Math.max(box[2], b.right), Math.max(box[3], b.bottom)]; });
    TG.data.edges.filter(drawn).forEach(function (e) {
      var s = TG.look.edges[e.kind], a = TG.byId.get(e.from), b = TG.byId.get(e.to);
      if (!s.hidden) { out.push('<line x1="' + a.x + '" y1="' + a.y + '" x2="' + b.x + '" y2="' + b.y + '" stroke="' + s[t] + '" stroke-opacity=".4"' + (s.dashes ? ' stroke-dasharray="' + s.dashes.join(" ") + '"' : "") + "><title>" + esc(e.words) + "</title></line>"); }
    });
    list.forEach(function (n) {
      var c = paintOf(n), lines = n.label ? TG.wrap(n.label, n.kind === "chapter" ? 70 : 20, 70).split("\n") : [];
      var text = lines.map(function (l, i) { return '<tspan x="' + n.x + '" y="' + (n.y + 4 + (i - (lines.length - 1) / 2) * 13) + '">' + esc(l) + "</tspan>"; }).join("");
      out.push("<g><title>" + esc(n.name) + "</title>" + shape(n, c) + '<text text-anchor="middle" font-size="' + (n.kind === "chapter" ? 15 : 11) + '" fill="' + c.font + '">' + text + "</text></g>");
    });
    var m = 30, w = box[2] - box[0] + 2 * m, big = Math.max(13, w / 110), entries = legend();
    var deep = rows(entries, w / big * 13 - 40, function (text) { return text.length * 7.2; }, 22) * big / 13, h = box[3] - box[1] + 2 * m, left = box[0] - m, top = box[1] - m - big * 3;
    var foot = top + big * 3 + h, unit = big / 13;
    var key = entries.map(function (entry) {
      ["x", "y", "width", "height"].forEach(function (name, i) { entry.drawn.setAttribute(name, [left + 14 + entry.x * unit, foot + entry.y * unit, 20 * unit, 16 * unit][i]); });
      return new XMLSerializer().serializeToString(entry.drawn) + '<text x="' + (left + 14 + (entry.x + 27) * unit) + '" y="' + (foot + (entry.y + 12.5) * unit) + '" font-size="' + big + '" fill="' + ink() + '">' + esc(entry.text) + "</text>";
    }).join("");
    var all = h + big * 3 + deep + big * 2.5;
    save(named("svg"), "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="' + [left, top, w, all].join(" ") + '" width="' + w + '" height="' + all + '" font-family="system-ui, sans-serif"><title>' + esc(heading()) + "</title><desc>" + esc(source()) + '</desc><rect x="' + left + '" y="' + top + '" width="' + w + '" height="' + all + '" fill="' + TG.ground() + '"/><text x="' + (left + 14) + '" y="' + (top + big * 2) + '" font-size="' + big * 1.4 + '" font-weight="600" fill="' + ink() + '">' + esc(heading()) + "</text>" + out.join("") + key + '<text x="' + (left + 14) + '" y="' + (top + all - big) + '" font-size="' + big * 0.9 + '" fill="' + ink() + '">' + esc(source()) + "</text></svg>");
  }
  function graphml() {
    var keys = ["label", "kind", "number", "role", "basis", "outcome", "iri"], out = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'];
    keys.forEach(function (k) { out.push('<key id="' + k + '" for="node" attr.name="' + k + '" attr.type="string"/>'); });
    ["x", "y"].forEach(function (k) { out.push('<key id="' + k + '" for="node" attr.name="' + k + '" attr.type="double"/>'); });
    out.push('<key id="relation" for="edge" attr.name="relation" attr.type="string"/>', '<graph edgedefault="directed">');
    shown().forEach(function (n) {
      var v = { label: n.name, kind: n.kind, number: n.number, role: n.role, basis: n.basis, outcome: n.outcome, iri: n.key, x: n.x, y: n.y };
      out.push('<node id="n' + n.id + '">' + Object.keys(v).map(function (k) { return '<data key="' + k + '">' + esc(v[k]) + "</data>"; }).join("") + "</node>");
    });
    TG.data.edges.filter(drawn).forEach(function (e, at) { out.push('<edge id="e' + at + '" source="n' + e.from + '" target="n' + e.to + '"><data key="relation">' + esc(e.words) + "</data></edge>"); });
    out.push("</graph></graphml>");
    save(named("graphml"), "application/xml", out.join("\n"));
  }
  document.getElementById("save-png").addEventListener("click", png);
  document.getElementById("save-svg").addEventListener("click", svg);
  document.getElementById("save-graphml").addEventListener("click", graphml);
  document.getElementById("copy-link").addEventListener("click", function () {
    navigator.clipboard.writeText(location.href).then(function () { TG.say(tongue("The link to this view is copied.")); }, function () { TG.say(location.href); });
  });
})();
