//! Calls known by their full names, and the clients and methods that reach the network.

use super::calls::Kind;
use crate::scan::labels::Labels;

/// What calls do, with their full names separated by blanks.
pub static CALLS: &[(Kind, &str)] = &[
    (
        Kind::RunCode,
        "exec eval execfile Function vm.runInNewContext vm.runInThisContext vm.runInContext \
         vm.Script code.InteractiveInterpreter().runcode setTimeout setInterval \
         types.FunctionType type() AsyncFunction ctypes.memmove \
         ctypes.windll.kernel32.RtlMoveMemory ctypes.windll.kernel32.WriteProcessMemory",
    ),
    (
        Kind::RunShell,
        "os.system os.popen subprocess.getoutput subprocess.getstatusoutput \
         commands.getoutput child_process.exec child_process.execSync \
         asyncio.create_subprocess_shell os.popen2 shelljs.exec execa.command \
         execa.commandSync execaCommand",
    ),
    (
        Kind::RunProgram,
        "subprocess.run subprocess.call subprocess.Popen subprocess.check_output \
         subprocess.check_call child_process.spawn child_process.spawnSync \
         child_process.execFile child_process.execFileSync child_process.fork os.execv \
         os.execvp os.execl os.execlp os.spawnl os.spawnv os.spawnlp os.startfile \
         asyncio.create_subprocess_exec Bun.spawn Bun.spawnSync execa execa.execa \
         ctypes.CDLL ctypes.cdll.LoadLibrary runpy.run_path runpy.run_module Deno.run",
    ),
    (
        Kind::Decode,
        "base64.b64decode base64.b32decode base64.b16decode base64.b85decode \
         base64.a85decode base64.urlsafe_b64decode base64.decodebytes \
         base64.standard_b64decode binascii.unhexlify binascii.a2b_base64 bytes.fromhex \
         bytearray.fromhex codecs.decode zlib.decompress gzip.decompress lzma.decompress \
         bz2.decompress marshal.loads atob unescape Buffer.from zlib.gunzipSync \
         zlib.inflateSync zlib.inflateRawSync zlib.brotliDecompressSync",
    ),
    (
        Kind::Encode,
        "base64.b64encode base64.b32encode base64.urlsafe_b64encode base64.b85encode \
         base64.encodebytes binascii.hexlify btoa zlib.compress gzip.compress codecs.encode \
         binascii.b2a_base64 base64.b16encode",
    ),
    (Kind::Letter, "chr String.fromCharCode String.fromCodePoint"),
    (Kind::Duplicate, "os.dup2"),
    (Kind::Terminal, "pty.spawn pty.fork"),
    (
        Kind::Unpickle,
        "pickle.loads pickle.load dill.loads cloudpickle.loads jsonpickle.decode \
         yaml.unsafe_load",
    ),
    (
        Kind::Keys,
        "pynput.keyboard.Listener keyboard.on_press keyboard.hook keyboard.record \
         keyboard.Listener keyboard.add_hotkey_listener evdev.InputDevice pyxhook.HookManager \
         pyHook.HookManager uiohook-napi.uIOhook.start iohook.start GlobalKeyboardListener \
         node-global-key-listener.GlobalKeyboardListener ctypes.windll.user32.GetAsyncKeyState \
         ctypes.windll.user32.SetWindowsHookExA win32api.GetAsyncKeyState",
    ),
    (
        Kind::Import,
        "__import__ importlib.import_module require import",
    ),
    (Kind::Member, "getattr operator.attrgetter Reflect.get"),
    (
        Kind::Save,
        "urllib.request.urlretrieve urllib.urlretrieve wget.download",
    ),
    (Kind::Open, "open io.open codecs.open os.open aiofiles.open"),
    (
        Kind::Read,
        "fs.readFileSync fs.readFile fs.promises.readFile fs/promises.readFile \
         fs.createReadStream Bun.file Deno.readTextFile Deno.readTextFileSync \
         sqlite3.connect linecache.getlines fs-extra.readFile fs-extra.readJson",
    ),
    (
        Kind::Write,
        "fs.writeFileSync fs.writeFile fs.appendFileSync fs.appendFile fs.promises.writeFile \
         fs.promises.appendFile fs/promises.writeFile fs/promises.appendFile \
         fs.createWriteStream Bun.write Deno.writeTextFile",
    ),
    (
        Kind::DeleteTree,
        "shutil.rmtree fs.rmSync fs.rm fs.rmdirSync fs.promises.rm fs/promises.rm rimraf \
         rimraf.sync fs-extra.removeSync fs-extra.remove os.removedirs",
    ),
    (
        Kind::Remove,
        "os.remove os.unlink fs.unlinkSync fs.unlink os.rename os.replace",
    ),
    (
        Kind::Copy,
        "shutil.copy shutil.copy2 shutil.copyfile shutil.move shutil.copytree \
         fs.copyFileSync fs.copyFile fs.cpSync fs.renameSync os.symlink os.link fs.symlinkSync \
         fs.symlink fs.promises.symlink",
    ),
    (
        Kind::List,
        "os.listdir fs.readdirSync fs.promises.readdir fs/promises.readdir Deno.readDirSync",
    ),
    (Kind::Home, "pathlib.Path.home Path.home os.homedir homedir"),
    (
        Kind::JoinPath,
        "os.path.join path.join path.resolve pathlib.PurePath",
    ),
    (
        Kind::Walk,
        "os.walk glob.glob glob.iglob os.scandir fast-glob glob.sync globSync",
    ),
    (
        Kind::LookUp,
        "socket.gethostbyname socket.getaddrinfo socket.gethostbyname_ex \
         dns.resolver.resolve dns.resolver.query dns.lookup dns.resolve dns.resolve4 \
         dns.resolve6 dns.resolveTxt dns.resolveCname dns.resolveAny dns.promises.lookup \
         dns.promises.resolve dns.promises.resolve4 dns.promises.resolve6 \
         dns.promises.resolveTxt dns/promises.lookup dns/promises.resolve \
         dns/promises.resolve4 dns/promises.resolve6 dns/promises.resolveTxt Bun.dns.lookup",
    ),
    (
        Kind::Connect,
        "socket.create_connection net.connect net.createConnection net.Socket tls.connect \
         socket.socket",
    ),
    (
        Kind::Variable,
        "os.getenv os.environ.get os.environ.pop os.environ.setdefault Deno.env.get \
         os.environb.get os.getenvb",
    ),
    (
        Kind::Source(Labels::ENVIRONMENT),
        "os.environ.copy os.environ.items os.environ.values Deno.env.toObject \
         os.environ.keys",
    ),
    (Kind::Source(Labels::DOTENV), "dotenv.dotenv_values"),
    (
        Kind::Source(Labels::KEY),
        "keyring.get_password keyring.get_credential keytar.findCredentials \
         keytar.getPassword",
    ),
    (
        Kind::Source(Labels::VAULT),
        "browser_cookie3.chrome browser_cookie3.load browser_cookie3.firefox \
         win32crypt.CryptUnprotectData secretstorage.get_all_collections",
    ),
    (
        Kind::Source(Labels::CLIPBOARD),
        "pyperclip.paste clipboardy.read clipboardy.readSync navigator.clipboard.readText \
         win32clipboard.GetClipboardData",
    ),
    (
        Kind::Source(Labels::SURVEILLANCE),
        "PIL.ImageGrab.grab ImageGrab.grab pyautogui.screenshot mss.mss cv2.VideoCapture \
         sounddevice.rec pyaudio.PyAudio",
    ),
    (
        Kind::Source(Labels::MACHINE),
        "socket.gethostname platform.node getpass.getuser os.getlogin os.uname \
         platform.uname platform.platform uuid.getnode os.hostname os.userInfo \
         os.networkInterfaces socket.getfqdn",
    ),
    (
        Kind::Same,
        "os.path.expanduser os.path.abspath os.path.realpath os.path.expandvars \
         os.path.normpath pathlib.Path str bytes bytearray String list tuple dict set \
         json.dumps JSON.stringify sorted repr Object.assign Object.entries \
         Object.fromEntries Object.keys Object.values urllib.parse.quote \
         urllib.parse.urlencode urllib.parse.quote_plus encodeURIComponent encodeURI \
         json.loads JSON.parse copy.deepcopy copy.copy URLSearchParams Array.from iter next \
         map filter zip enumerate io.BytesIO io.StringIO Blob Promise.resolve Promise.all \
         asyncio.run asyncio.gather textwrap.dedent compile URL tarfile.open zipfile.ZipFile",
    ),
    (
        Kind::Send,
        "fetch axios got request node-fetch ky needle node-fetch.default urlopen cross-fetch \
         $.post $.ajax $.get jQuery.post jQuery.ajax Image",
    ),
];

/// Methods that send or ask, on any of the clients.
pub static SENDING: &str = "get post put patch request urlopen send sendall sendto sendmail send_message \
storbinary fetch write end stream delete head options sendMail Request sendBeacon \
emit sendMessage putrequest perform";

/// Clients of the network; one that ends in a dot may go on in any way.
pub static CLIENTS: &str = "requests httpx aiohttp urllib urllib2 urllib3 http.client axios node-fetch undici \
got needle superagent http. https. ky smtplib ftplib paramiko websocket websockets \
WebSocket XMLHttpRequest nodemailer telegram pycurl treq niquests http2 cross-fetch \
isomorphic-fetch request dgram socket.socket() socket.create_connection() net. tls. \
navigator response()";
