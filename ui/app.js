// Hosts with what runs on them, live. Rows are kept and changed in place, so that focus and
// selection survive every update.

import { call, list, subscribe, upload, session, logIn, logOut, takeLoginLink } from "./api.js";

const $ = (selector, root = document) => root.querySelector(selector);
const hosts = new Map();      // id -> host
const instances = new Map();  // id -> container or virtualMachine
const places = new Map();     // instance id -> host id
const images = new Map();
const NOWHERE = "nowhere";
const GONE = ["removed", "purging", "purged"];
const HIDDEN_ACTIONS = ["create", "update", "migrate", "allocate", "deallocate", "console"];

function look(resource) {
  if (resource.transitioning === "error") return "bad";
  if (resource.transitioning === "yes") return "busy";
  if (["running", "active"].includes(resource.state)) return "good";
  return "idle";
}

function notice(text) {
  const box = $("#notice");
  box.textContent = text;
  box.hidden = !text;
}

function live(state) {
  const words = { live: ["live", "good"], lost: ["reconnecting", "busy"], login: ["logged out", "bad"] };
  $("#live").textContent = words[state][0];
  $("#live").dataset.look = words[state][1];
}

async function act(button, work) {
  button.disabled = true;
  try { await work(); notice(""); } catch (error) { notice(error.message); }
  button.disabled = false;
}

function drawActions(cell, instance) {
  const names = Object.keys(instance.actions).filter((name) => !HIDDEN_ACTIONS.includes(name)).sort();
  if (instance.state === "running") names.push("remove");
  const wanted = names.join(" ");
  if (cell.dataset.names === wanted) return;
  cell.dataset.names = wanted;
  cell.replaceChildren(...names.map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-label", `${name} ${instance.name || instance.id}`);
    button.onclick = () => act(button, async () => {
      const now = instances.get(instance.id) || instance;
      change(now.actions[name]
        ? await call("POST", now.actions[name], {})
        : await call("DELETE", now.links.self));
    });
    return button;
  }));
}

function drawInstance(instance) {
  const id = `instance-${instance.id}`;
  let row = document.getElementById(id);
  if (GONE.includes(instance.state) && instance.transitioning !== "error") {
    row?.remove();
    return drawEmpty();
  }
  const host = places.get(instance.id);
  const body = $("tbody", drawHost(hosts.get(host) || { id: NOWHERE }));
  if (!row) {
    row = $("#instance-template").content.firstElementChild.cloneNode(true);
    row.id = id;
  }
  if (row.parentElement !== body) body.append(row);
  $(".name", row).textContent = instance.name || instance.id;
  $(".kind", row).textContent = instance.type === "virtualMachine" ? "virtual machine" : instance.type;
  $(".image", row).textContent = (instance.imageUuid || images.get(instance.imageId)?.name || "").replace(/^docker:/, "");
  $(".address", row).textContent = instance.primaryIpAddress || "";
  const state = $(".state", row);
  state.textContent = instance.state;
  state.dataset.look = look(instance);
  const progress = $("progress", row);
  progress.hidden = instance.transitioning !== "yes" || instance.transitioningProgress == null;
  progress.value = instance.transitioningProgress || 0;
  const message = $(".message", row);
  message.textContent = instance.transitioningMessage || "";
  message.classList.toggle("bad", instance.transitioning === "error");
  drawActions($(".actions", row), instance);
  drawEmpty();
}

function drawHost(host) {
  const id = `host-${host.id}`;
  let section = document.getElementById(id);
  if (!section) {
    section = $("#host-template").content.firstElementChild.cloneNode(true);
    section.id = id;
    $("#hosts").append(section);
  }
  const nowhere = host.id === NOWHERE;
  $(".name", section).textContent = nowhere ? "Not placed yet" : host.name || host.id;
  const state = $("h2 .state", section);
  state.hidden = nowhere;
  state.textContent = host.state || "";
  state.dataset.look = look(host);
  const facts = [];
  if (host.hypervisor) facts.push(host.hypervisor);
  if (host.cpus) facts.push(`${host.cpus} CPUs`);
  if (host.memoryMb) facts.push(`${host.memoryMb} MiB memory, ${host.memoryFreeMb ?? "?"} free`);
  $(".facts", section).textContent = facts.join(" · ");
  return section;
}

function drawEmpty() {
  for (const section of document.querySelectorAll(".host")) {
    const empty = !$("tbody", section).children.length;
    $(".empty", section).hidden = !empty;
    $("table", section).hidden = empty;
    if (empty && section.id === `host-${NOWHERE}`) section.remove();
  }
  if (!document.querySelector(".host")) {
    $("#hosts").textContent = "No host has connected yet. Start one: stampede agent --url " + location.origin;
  } else if ($("#hosts").firstChild.nodeType === Node.TEXT_NODE) {
    $("#hosts").firstChild.remove();
  }
}

function change(resource) {
  switch (resource.type) {
    case "container":
    case "virtualMachine":
      instances.set(resource.id, resource);
      drawInstance(resource);
      break;
    case "host":
      hosts.set(resource.id, resource);
      if (GONE.includes(resource.state)) document.getElementById(`host-${resource.id}`)?.remove();
      else drawHost(resource);
      drawEmpty();
      break;
    case "image":
      images.set(resource.id, resource);
      break;
    case "instanceHostMap":
      if (GONE.includes(resource.state)) places.delete(resource.instanceId);
      else places.set(resource.instanceId, resource.hostId);
      if (instances.has(resource.instanceId)) drawInstance(instances.get(resource.instanceId));
      break;
  }
}

async function readAll() {
  const lists = await Promise.all(["hosts", "images", "instancehostmaps", "instances"].map((name) => list(name)));
  const seen = new Set(lists[3].map((instance) => instance.id));
  for (const id of instances.keys()) {
    if (!seen.has(id)) {
      instances.delete(id);
      document.getElementById(`instance-${id}`)?.remove();
    }
  }
  lists.flat().forEach(change);
  drawEmpty();
}

function openForm(dialog, submit) {
  const form = $("form", dialog);
  $(".error", form).textContent = "";
  form.onsubmit = async (event) => {
    event.preventDefault();
    const button = $("button[type=submit]", form);
    button.disabled = true;
    try {
      await submit(Object.fromEntries(new FormData(form)));
      dialog.close();
    } catch (error) {
      $(".error", form).textContent = error.message;
    }
    button.disabled = false;
  };
  const cancel = $(".cancel", form);
  if (cancel) cancel.onclick = () => dialog.close();
  dialog.showModal();
}

$("#add-container").onclick = () => openForm($("#container-form"), async (values) => {
  const body = { imageUuid: `docker:${values.image.replace(/^docker:/, "").trim()}` };
  if (values.name) body.name = values.name;
  if (values.command) {
    const [command, ...args] = values.command.match(/"[^"]*"|\S+/g).map((word) => word.replace(/^"|"$/g, ""));
    body.command = command;
    if (args.length) body.commandArgs = args;
  }
  const ports = values.ports.split(/[\s,]+/).filter(Boolean);
  if (ports.length) body.ports = ports;
  const pairs = values.environment.split("\n").map((line) => line.trim()).filter(Boolean);
  if (pairs.length) {
    body.environment = Object.fromEntries(pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new Error(`Environment: "${pair}" is not NAME=value`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }));
  }
  change(await call("POST", "/v1/containers", body));
});

$("#add-vm").onclick = () => {
  const select = $("#vm-form select");
  const usable = [...images.values()].filter((image) =>
    image.instanceKind !== "container" && !String(image.uuid).startsWith("docker:") && !GONE.includes(image.state));
  select.replaceChildren(new Option("from a URL or file", ""),
    ...usable.map((image) => new Option(image.name || image.url || image.id, image.id)));
  if (usable.length) select.selectedIndex = 1;
  const sources = document.querySelectorAll("#vm-form label.url, #vm-form label.upload");
  select.onchange = () => sources.forEach((source) => { source.hidden = select.value !== ""; });
  select.onchange();
  openForm($("#vm-form"), async (values) => {
    const body = { memoryMb: Number(values.memoryMb), vcpu: Number(values.vcpu), imageId: values.imageId };
    if (values.name) body.name = values.name;
    if (!body.imageId) {
      const file = values.file && values.file.size ? values.file : null;
      if (!values.url && !file) throw new Error("Choose an image, give the URL of one, or upload one");
      const wanted = { name: file ? file.name : values.url.split("/").pop(), instanceKind: "virtualMachine" };
      if (!file) wanted.url = values.url;
      let image = await call("POST", "/v1/images", wanted);
      if (file) {
        const bar = $("#vm-form progress.upload");
        bar.hidden = false;
        try {
          image = await upload(`${image.links.self}/content`, file, (percent) => { bar.value = percent; });
        } finally {
          bar.hidden = true;
        }
      }
      change(image);
      body.imageId = image.id;
    }
    change(await call("POST", "/v1/virtualmachines", body));
  });
};

$("#logout").onclick = () => act($("#logout"), async () => { await logOut(); location.reload(); });

function askForKey() {
  $("#login").oncancel = (event) => event.preventDefault();
  openForm($("#login"), async (values) => {
    try {
      await logIn({ accessKey: values.access.trim(), secretKey: values.secret.trim() });
    } catch (error) {
      throw error.status === 401 ? new Error("The server does not know this key") : error;
    }
    $("#login form").reset();
    begin();
  });
}

async function begin() {
  try {
    await readAll();
  } catch (error) {
    if (error.status === 401) { live("login"); askForKey(); return; }
    notice(error.message);
  }
  const who = await session().catch(() => ({}));
  $("#logout").hidden = who.by !== "session";
  $("#logout").title = who.accountName ? `Logged in as ${who.accountName}` : "";
  subscribe(change, (state) => {
    live(state);
    if (state === "live") readAll().catch((error) => notice(error.message));
    if (state === "login") askForKey();
  });
}

window.addEventListener("error", (event) => notice(event.message));
window.addEventListener("unhandledrejection", (event) => notice(String(event.reason?.message || event.reason)));
takeLoginLink().catch((error) => notice(error.message)).finally(begin);
