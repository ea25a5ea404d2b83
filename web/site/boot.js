// Starts the page's program, or says why it does not start and what to do. It
// stands in the page itself, so that nothing has to arrive for it to run, and is
// written so that browsers understand it which are too old for the page. The site
// fills in what stands in braces.
(function () {
  "use strict";

  var scripts = {{json .Scripts}}; // those of the page in the order in which they run
  var others = {{json .Others}}; // those of the workers
  var program = {{json .Program}};
  var size = {{json .Size}}; // of the program, in bytes
  var weights = {{json .Weights}}; // with which the program begins

  var loader = document.getElementById("app-wasm-loader");
  var icon = document.getElementById("app-wasm-loader-icon");
  var label = document.getElementById("app-wasm-loader-label");
  var button = document.getElementById("load-anew");
  var hint = document.getElementById("load-anew-hint");
  var chinese = speaksChinese();
  var silence; // the timer of expectMore

  // A module with one function, (v128) -> (v128), which is f32x4.add of its
  // argument with itself.
  var simdModule = [
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 6, 1, 0x60, 1, 0x7b, 1, 0x7b, 3, 2, 1, 0,
    10, 11, 1, 9, 0, 0x20, 0, 0x20, 0, 0xfd, 0xe4, 1, 0x0b,
  ];

  // go-app takes each click on a link for one to another page of its own.
  window.addEventListener("click", function (event) {
    if (event.target.closest("a[target=_blank]")) event.stopImmediatePropagation();
  }, true);

  window.loadAnew = loadAnew;
  button.onclick = loadAnew;
  var missing = lacks();
  if (missing) {
    stand();
    say(
      "This browser cannot run the page: it lacks " + missing + ", or it is switched off. " +
        "Chrome and Edge can from version 91 on, Firefox from 113 and Safari from 16.4.",
      "此浏览器无法运行本页面：缺少 " + missing + "，或者它已被关闭。" +
        "请使用 Chrome 或 Edge 91、Firefox 113、Safari 16.4 及更新的版本。"
    );
  } else {
    start();
  }

  // lacks returns what the browser lacks, "" if nothing.
  function lacks() {
    if (typeof WebAssembly !== "object") return "WebAssembly";
    if (!WebAssembly.validate(new Uint8Array(simdModule))) return "WebAssembly SIMD";
    if (!WebAssembly.instantiateStreaming) return "WebAssembly.instantiateStreaming";
    var names = ["Worker", "Promise", "fetch", "TransformStream", "DecompressionStream"];
    for (var i = 0; i < names.length; i++) {
      if (typeof window[names[i]] !== "function") return names[i];
    }
    return "";
  }

  function start() {
    // Kept by the browser until the program asks for it, which also says it when it
    // does not come.
    fetch(weights).then(function (response) { return response.arrayBuffer(); }).catch(function () {});
    twice(loadScripts)
      .then(function () {
        return scripts.reduce(function (before, script) {
          // Those in the page's head have run, unless they did not arrive.
          return script.defines && script.defines in window ? before : before.then(function () { return run(script); });
        }, Promise.resolve());
      })
      .then(function () {
        if (!goappCanLoadWebAssembly()) return; // to robots
        return twice(loadProgram).then(function (loaded) {
          loaded.go.run(loaded.instance).then(sayEnded, sayEnded);
          // Not sooner: it fetches the program too, and two who write the same
          // file to the browser's cache can disturb each other.
          if (!window.storageRefused) goappInitServiceWorker();
        });
      })
      .then(function () {
        clearTimeout(silence);
        loader.remove();
      })
      .catch(fail);
  }

  // twice does something that needs the network once more if it fails, and then
  // takes nothing that the browser has kept.
  function twice(load) {
    expectMore();
    return load("default").catch(function (error) {
      console.warn("loading once more:", error);
      return load("reload");
    });
  }

  // loadScripts makes sure that the browser has the scripts as they should be.
  function loadScripts(cache) {
    return Promise.all(scripts.concat(others).map(function (script) {
      return fetch(script.address, { cache: cache, integrity: script.hash })
        .then(function (response) { return response.arrayBuffer(); })
        .catch(failed(script.address));
    }));
  }

  function run(script) {
    return new Promise(function (resolve, reject) {
      var element = document.createElement("script");
      element.src = script.address;
      element.integrity = script.hash;
      element.onload = resolve;
      element.onerror = reject;
      document.head.appendChild(element);
    }).catch(failed(script.address));
  }

  function loadProgram(cache) {
    var go = new Go();
    var arrived = 0;
    showProgress(0);
    var counter = new TransformStream({
      transform: function (chunk, out) {
        arrived += chunk.byteLength;
        showProgress(Math.min(100, Math.round((arrived * 100) / size)));
        out.enqueue(chunk);
      },
    });
    return fetch(program, { cache: cache })
      .then(function (response) {
        // Streaming insists on the type, which not every host gives.
        var headers = { "Content-Type": "application/wasm" };
        return WebAssembly.instantiateStreaming(new Response(response.body.pipeThrough(counter), { headers: headers }), go.importObject);
      })
      .then(function (made) {
        window.program = made.module; // which the predictor runs too
        return { go: go, instance: made.instance };
      })
      .catch(failed(program));
  }

  // stand shows that nothing goes on any more.
  function stand() {
    clearTimeout(silence);
    icon.className = "goapp-logo"; // which turned
    document.documentElement.style.cursor = "auto";
    label.setAttribute("role", "alert");
  }

  // failed returns a function that throws the file's name after its error.
  function failed(file) {
    return function (error) {
      throw { file: file, error: error };
    };
  }

  function fail(failure) {
    console.error("cannot start:", failure.file, failure.error || failure);
    stand();
    say(
      "The page did not load: the connection broke off, or something else came in place of a part of it, such as the login page of a network.",
      "页面未能加载：连接中断，或者收到的不是页面的文件，例如上网登录页。"
    );
    offerToLoadAnew();
    if (failure.file) {
      fetch(failure.file, { method: "HEAD", cache: "no-store" }).then(function (response) {
        if (response.ok) return;
        say(
          "The page did not load: to " + failure.file + " the server answers " + response.status + ".",
          "页面未能加载：服务器对 " + failure.file + " 返回 " + response.status + "。"
        );
      }).catch(function () {}); // it has been said
    }
  }

  // sayEnded says that the program, which should go on, has ended.
  function sayEnded() {
    delete document.documentElement.dataset.ready;
    document.body.appendChild(loader);
    stand();
    say(
      "The page has stopped: its program ended with an error. What has been trained can be continued when it is loaded again.",
      "页面已停止：程序因出错而结束。重新加载后可以继续之前的训练。"
    );
    offerToLoadAnew();
  }

  function showProgress(percent) {
    expectMore();
    button.hidden = hint.hidden = true;
    say("Loading " + percent + "%", "正在加载 " + percent + "%");
  }

  // expectMore says so when nothing arrives for long.
  function expectMore() {
    clearTimeout(silence);
    silence = setTimeout(function () {
      say(
        "Nothing has arrived for half a minute: the connection is very slow, or gone.",
        "已有半分钟没有收到数据：连接很慢，或者已经中断。"
      );
      offerToLoadAnew();
    }, 30000);
  }

  function offerToLoadAnew() {
    button.textContent = chinese ? "全部重新加载" : "Load anew";
    hint.textContent = chinese
      ? "清除浏览器保存的页面文件，再重新下载。手写内容、训练记录和设置都会保留。"
      : "Empties what the browser keeps of the page's files, and fetches them again. Drawings, runs and settings stay.";
    button.lang = hint.lang = label.lang;
    button.hidden = hint.hidden = false;
  }

  // loadAnew loads the page as on a first visit. Without a network, what is kept
  // is all there is: it stays.
  function loadAnew() {
    var reload = function () { location.reload(); };
    fetch("./", { method: "HEAD", cache: "no-store" }).then(forgetFiles).then(reload, reload);
  }

  function forgetFiles() {
    var ours = " " + new URL("./", location); // other folders of this host have caches too
    var workers = navigator.serviceWorker;
    var unregistered = workers ? workers.getRegistration().then(function (registration) {
      return registration && registration.unregister();
    }) : Promise.resolve();
    return unregistered.then(function () {
      return window.caches ? caches.keys() : [];
    }).then(function (names) {
      return Promise.all(names.map(function (name) {
        return name.indexOf("digitlab ") === 0 && name.slice(-ours.length) === ours && caches.delete(name);
      }));
    });
  }

  function say(english, translated) {
    label.textContent = chinese ? translated : english;
    label.lang = chinese ? "zh-Hans" : "en";
  }

  // speaksChinese chooses the language as the program does.
  function speaksChinese() {
    var tags = navigator.languages || [navigator.language];
    try {
      tags = [localStorage.getItem("digitlab-language")].concat(tags);
    } catch (error) {} // nothing is kept where storage is blocked
    for (var i = 0; i < tags.length; i++) {
      var tag = String(tags[i]).split("-")[0].toLowerCase();
      if (tag === "zh" || tag === "en") return tag === "zh";
    }
    return false;
  }
})();
