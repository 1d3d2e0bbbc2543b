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

  function png() {
    var canvas = TG.stage.querySelector("canvas"), copy = document.createElement("canvas");
    copy.width = canvas.width; copy.height = canvas.height;
    var ctx = copy.getContext("2d");
    ctx.fillStyle = TG.ground(); ctx.fillRect(0, 0, copy.width, copy.height); ctx.drawImage(canvas, 0, 0);
    copy.toBlob(function (blob) { save("treatygraph.png", "image/png", blob); });
  }
  function shape(n, c) {
    var b = TG.network.getBoundingBox(n.id), w = b.right - b.left, h = b.bottom - b.top, x = n.x, y = n.y, s = n.size || 10;
    var paint = ' fill="' + c.fill + '" stroke="' + c.border + '"';
    if (n.shape === "box") { return '<rect x="' + b.left + '" y="' + b.top + '" width="' + w + '" height="' + h + '" rx="6"' + paint + "/>"; }
    if (n.shape === "ellipse") { return '<ellipse cx="' + x + '" cy="' + y + '" rx="' + w / 2 + '" ry="' + h / 2 + '"' + paint + "/>"; }
    if (n.shape === "dot") { return '<circle cx="' + x + '" cy="' + y + '" r="' + s + '"' + paint + "/>"; }
    return '<path d="M' + x + " " + (y - s) + "L" + (x + s) + " " + y + "L" + x + " " + (y + s) + "L" + (x - s) + " " + y + 'Z"' + paint + "/>";
  }
  function svg() {
    var list = shown(), t = TG.theme(), out = [], box = [Infinity, Infinity, -Infinity, -Infinity];
    list.forEach(function (n) { var b = TG.network.getBoundingBox(n.id); box = [Math.min(box[0], b.left), Math.min(box[1], b.top), Math.max(box[2], b.right), Math.max(box[3], b.bottom)]; });
    TG.data.edges.filter(drawn).forEach(function (e) {
      var s = TG.look.edges[e.kind], a = TG.byId.get(e.from), b = TG.byId.get(e.to);
      if (!s.hidden) { out.push('<line x1="' + a.x + '" y1="' + a.y + '" x2="' + b.x + '" y2="' + b.y + '" stroke="' + s[t] + '" stroke-opacity=".4"' + (s.dashes ? ' stroke-dasharray="' + s.dashes.join(" ") + '"' : "") + "><title>" + esc(e.words) + "</title></line>"); }
    });
    list.forEach(function (n) {
      var c = TG.look.kinds[n.kind][t], lines = n.label ? TG.wrap(n.label, n.kind === "chapter" ? 70 : 20, 70).split("\n") : [];
      var text = lines.map(function (l, i) { return '<tspan x="' + n.x + '" y="' + (n.y + 4 + (i - (lines.length - 1) / 2) * 13) + '">' + esc(l) + "</tspan>"; }).join("");
      out.push("<g><title>" + esc(n.name) + "</title>" + shape(n, c) + '<text text-anchor="middle" font-size="' + (n.kind === "chapter" ? 15 : 11) + '" fill="' + c.font + '">' + text + "</text></g>");
    });
    var m = 30, w = box[2] - box[0] + 2 * m, h = box[3] - box[1] + 2 * m;
    save("treatygraph.svg", "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="' + [box[0] - m, box[1] - m, w, h].join(" ") + '" width="' + w + '" height="' + h + '" font-family="system-ui, sans-serif"><title>' + esc(TG.data.title) + '</title><rect x="' + (box[0] - m) + '" y="' + (box[1] - m) + '" width="' + w + '" height="' + h + '" fill="' + TG.ground() + '"/>' + out.join("") + "</svg>");
  }
  function graphml() {
    var keys = ["label", "kind", "number", "role", "basis", "iri"], out = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'];
    keys.forEach(function (k) { out.push('<key id="' + k + '" for="node" attr.name="' + k + '" attr.type="string"/>'); });
    ["x", "y"].forEach(function (k) { out.push('<key id="' + k + '" for="node" attr.name="' + k + '" attr.type="double"/>'); });
    out.push('<key id="relation" for="edge" attr.name="relation" attr.type="string"/>', '<graph edgedefault="directed">');
    shown().forEach(function (n) {
      var v = { label: n.name, kind: n.kind, number: n.number, role: n.role, basis: n.basis, iri: n.key, x: n.x, y: n.y };
      out.push('<node id="n' + n.id + '">' + Object.keys(v).map(function (k) { return '<data key="' + k + '">' + esc(v[k]) + "</data>"; }).join("") + "</node>");
    });
    TG.data.edges.filter(drawn).forEach(function (e, at) { out.push('<edge id="e' + at + '" source="n' + e.from + '" target="n' + e.to + '"><data key="relation">' + esc(e.words) + "</data></edge>"); });
    out.push("</graph></graphml>");
    save("treatygraph.graphml", "application/xml", out.join("\n"));
  }
  document.getElementById("save-png").addEventListener("click", png);
  document.getElementById("save-svg").addEventListener("click", svg);
  document.getElementById("save-graphml").addEventListener("click", graphml);
  document.getElementById("copy-link").addEventListener("click", function () {
    navigator.clipboard.writeText(location.href).then(function () { TG.say(tongue("The link to this view is copied.")); }, function () { TG.say(location.href); });
  });
})();
