//! What well-known calls do, by their full names where they are known and their last names where not.

use crate::scan::labels::Labels;

/// What a call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Gives something of interest.
    Source(Labels),
    /// Reads the file it is given.
    Read,
    /// Opens the file it is given, to read or to write.
    Open,
    /// Sends or asks over the network.
    Send,
    /// Downloads to a file.
    Save,
    /// Runs text as code.
    RunCode,
    /// Runs text as a shell command.
    RunShell,
    /// Runs a program with arguments.
    RunProgram,
    /// Undoes an encoding.
    Decode,
    /// Applies an encoding.
    Encode,
    /// Looks up a name.
    LookUp,
    /// Writes to a file.
    Write,
    /// Deletes a tree.
    DeleteTree,
    /// Deletes a file.
    Remove,
    /// Copies or moves a file.
    Copy,
    /// Gives the home folder.
    Home,
    /// Joins path parts.
    JoinPath,
    /// Gives back what it is given.
    Same,
    /// Gives a letter for a number.
    Letter,
    /// Opens a connection.
    Connect,
    /// Ties a connection to standard input and output.
    Duplicate,
    /// Gives a terminal to a shell.
    Terminal,
    /// Goes through a tree of files.
    Walk,
    /// Encrypts.
    Encrypt,
    /// Loads data that can run code.
    Unpickle,
    /// Reads one variable of the environment.
    Variable,
    /// Watches keys.
    Keys,
    /// Imports a module by name.
    Import,
    /// Gets a member by name.
    Member,
}

/// What a call does, if it is known. `path` is its full name as far as imports and aliases tell.
pub fn kind(path: &str) -> Option<Kind> {
    let plain = path
        .trim_start_matches("builtins.")
        .trim_start_matches("globalThis.")
        .trim_start_matches("window.");
    let tail = plain.rsplit('.').next().unwrap_or(plain);
    running(plain)
        .or_else(|| files(plain))
        .or_else(|| sources(plain))
        .or_else(|| client(plain, tail))
        .or_else(|| by_tail(plain, tail))
}

fn running(path: &str) -> Option<Kind> {
    Some(match path {
        "exec"
        | "eval"
        | "execfile"
        | "Function"
        | "vm.runInNewContext"
        | "vm.runInThisContext"
        | "vm.runInContext"
        | "vm.Script"
        | "code.InteractiveInterpreter().runcode"
        | "setTimeout"
        | "setInterval"
        | "types.FunctionType"
        | "AsyncFunction" => Kind::RunCode,
        "os.system"
        | "os.popen"
        | "subprocess.getoutput"
        | "subprocess.getstatusoutput"
        | "commands.getoutput"
        | "child_process.exec"
        | "child_process.execSync"
        | "asyncio.create_subprocess_shell"
        | "os.popen2"
        | "shelljs.exec"
        | "execa.command"
        | "execa.commandSync"
        | "execaCommand" => Kind::RunShell,
        "subprocess.run"
        | "subprocess.call"
        | "subprocess.Popen"
        | "subprocess.check_output"
        | "subprocess.check_call"
        | "child_process.spawn"
        | "child_process.spawnSync"
        | "child_process.execFile"
        | "child_process.execFileSync"
        | "child_process.fork"
        | "os.execv"
        | "os.execvp"
        | "os.execl"
        | "os.execlp"
        | "os.spawnl"
        | "os.spawnv"
        | "os.spawnlp"
        | "os.startfile"
        | "asyncio.create_subprocess_exec"
        | "Bun.spawn"
        | "Bun.spawnSync"
        | "execa"
        | "execa.execa"
        | "ctypes.CDLL"
        | "ctypes.cdll.LoadLibrary"
        | "runpy.run_path"
        | "Deno.run" => Kind::RunProgram,
        "base64.b64decode"
        | "base64.b32decode"
        | "base64.b16decode"
        | "base64.b85decode"
        | "base64.a85decode"
        | "base64.urlsafe_b64decode"
        | "base64.decodebytes"
        | "base64.standard_b64decode"
        | "binascii.unhexlify"
        | "binascii.a2b_base64"
        | "bytes.fromhex"
        | "bytearray.fromhex"
        | "codecs.decode"
        | "zlib.decompress"
        | "gzip.decompress"
        | "lzma.decompress"
        | "bz2.decompress"
        | "marshal.loads"
        | "atob"
        | "unescape"
        | "Buffer.from"
        | "zlib.gunzipSync"
        | "zlib.inflateSync"
        | "zlib.inflateRawSync"
        | "zlib.brotliDecompressSync" => Kind::Decode,
        "base64.b64encode"
        | "base64.b32encode"
        | "base64.urlsafe_b64encode"
        | "base64.b85encode"
        | "base64.encodebytes"
        | "binascii.hexlify"
        | "btoa"
        | "zlib.compress"
        | "gzip.compress"
        | "codecs.encode"
        | "binascii.b2a_base64"
        | "base64.b16encode" => Kind::Encode,
        "chr" | "String.fromCharCode" | "String.fromCodePoint" => Kind::Letter,
        "os.dup2" => Kind::Duplicate,
        "pty.spawn" | "pty.fork" => Kind::Terminal,
        "pickle.loads" | "pickle.load" | "dill.loads" | "cloudpickle.loads"
        | "jsonpickle.decode" | "yaml.unsafe_load" => Kind::Unpickle,
        "pynput.keyboard.Listener"
        | "keyboard.on_press"
        | "keyboard.hook"
        | "keyboard.record"
        | "keyboard.Listener" => Kind::Keys,
        "__import__" | "importlib.import_module" | "require" | "import" => Kind::Import,
        "getattr" | "operator.attrgetter" | "Reflect.get" => Kind::Member,
        _ => return None,
    })
}

fn files(path: &str) -> Option<Kind> {
    Some(match path {
        "urllib.request.urlretrieve" | "urllib.urlretrieve" | "wget.download" => Kind::Save,
        "open" | "io.open" | "codecs.open" | "os.open" | "aiofiles.open" => Kind::Open,
        "fs.readFileSync"
        | "fs.readFile"
        | "fs.promises.readFile"
        | "fs/promises.readFile"
        | "fs.createReadStream"
        | "Bun.file"
        | "Deno.readTextFile"
        | "Deno.readTextFileSync"
        | "sqlite3.connect"
        | "linecache.getlines"
        | "fs-extra.readFile"
        | "fs-extra.readJson" => Kind::Read,
        "fs.writeFileSync"
        | "fs.writeFile"
        | "fs.appendFileSync"
        | "fs.appendFile"
        | "fs.promises.writeFile"
        | "fs.promises.appendFile"
        | "fs/promises.writeFile"
        | "fs/promises.appendFile"
        | "fs.createWriteStream"
        | "Bun.write"
        | "Deno.writeTextFile" => Kind::Write,
        "shutil.rmtree"
        | "fs.rmSync"
        | "fs.rm"
        | "fs.rmdirSync"
        | "fs.promises.rm"
        | "fs/promises.rm"
        | "rimraf"
        | "rimraf.sync"
        | "fs-extra.removeSync"
        | "fs-extra.remove"
        | "os.removedirs" => Kind::DeleteTree,
        "os.remove" | "os.unlink" | "fs.unlinkSync" | "fs.unlink" | "os.rename" | "os.replace" => {
            Kind::Remove
        }
        "shutil.copy" | "shutil.copy2" | "shutil.copyfile" | "shutil.move" | "shutil.copytree"
        | "fs.copyFileSync" | "fs.copyFile" | "fs.cpSync" | "fs.renameSync" => Kind::Copy,
        "pathlib.Path.home" | "Path.home" | "os.homedir" | "homedir" => Kind::Home,
        "os.path.join" | "path.join" | "path.resolve" | "pathlib.PurePath" => Kind::JoinPath,
        "os.walk" | "glob.glob" | "glob.iglob" | "os.scandir" | "fast-glob" | "glob.sync"
        | "globSync" => Kind::Walk,
        "socket.gethostbyname"
        | "socket.getaddrinfo"
        | "socket.gethostbyname_ex"
        | "dns.resolver.resolve"
        | "dns.resolver.query"
        | "dns.lookup"
        | "dns.resolve"
        | "dns.resolve4"
        | "dns.resolveTxt"
        | "dns.promises.lookup"
        | "dns.promises.resolve"
        | "dns.promises.resolve4" => Kind::LookUp,
        "socket.create_connection"
        | "net.connect"
        | "net.createConnection"
        | "net.Socket"
        | "tls.connect"
        | "socket.socket" => Kind::Connect,
        _ => return None,
    })
}

fn sources(path: &str) -> Option<Kind> {
    Some(match path {
        "os.getenv"
        | "os.environ.get"
        | "os.environ.pop"
        | "os.environ.setdefault"
        | "Deno.env.get"
        | "os.environb.get"
        | "os.getenvb" => Kind::Variable,
        "os.environ.copy" | "os.environ.items" | "os.environ.values" | "Deno.env.toObject"
        | "os.environ.keys" => Kind::Source(Labels::ENVIRONMENT),
        "dotenv.dotenv_values" => Kind::Source(Labels::DOTENV),
        "keyring.get_password"
        | "keyring.get_credential"
        | "keytar.findCredentials"
        | "keytar.getPassword" => Kind::Source(Labels::KEY),
        "browser_cookie3.chrome"
        | "browser_cookie3.load"
        | "browser_cookie3.firefox"
        | "win32crypt.CryptUnprotectData"
        | "secretstorage.get_all_collections" => Kind::Source(Labels::VAULT),
        "pyperclip.paste"
        | "clipboardy.read"
        | "clipboardy.readSync"
        | "navigator.clipboard.readText"
        | "win32clipboard.GetClipboardData" => Kind::Source(Labels::CLIPBOARD),
        "PIL.ImageGrab.grab"
        | "ImageGrab.grab"
        | "pyautogui.screenshot"
        | "mss.mss"
        | "cv2.VideoCapture"
        | "sounddevice.rec"
        | "pyaudio.PyAudio" => Kind::Source(Labels::SURVEILLANCE),
        "socket.gethostname"
        | "platform.node"
        | "getpass.getuser"
        | "os.getlogin"
        | "os.uname"
        | "platform.uname"
        | "platform.platform"
        | "uuid.getnode"
        | "os.hostname"
        | "os.userInfo"
        | "os.networkInterfaces"
        | "socket.getfqdn" => Kind::Source(Labels::MACHINE),
        "os.path.expanduser"
        | "os.path.abspath"
        | "os.path.realpath"
        | "os.path.expandvars"
        | "os.path.normpath"
        | "pathlib.Path"
        | "str"
        | "bytes"
        | "bytearray"
        | "String"
        | "list"
        | "tuple"
        | "dict"
        | "set"
        | "json.dumps"
        | "JSON.stringify"
        | "sorted"
        | "repr"
        | "Object.assign"
        | "Object.entries"
        | "Object.fromEntries"
        | "Object.keys"
        | "Object.values"
        | "urllib.parse.quote"
        | "urllib.parse.urlencode"
        | "urllib.parse.quote_plus"
        | "encodeURIComponent"
        | "encodeURI"
        | "json.loads"
        | "JSON.parse"
        | "copy.deepcopy"
        | "copy.copy"
        | "URLSearchParams"
        | "Array.from"
        | "iter"
        | "next"
        | "map"
        | "filter"
        | "zip"
        | "enumerate"
        | "io.BytesIO"
        | "io.StringIO"
        | "Blob"
        | "Promise.resolve"
        | "Promise.all"
        | "asyncio.run"
        | "asyncio.gather"
        | "textwrap.dedent"
        | "compile"
        | "URL" => Kind::Same,
        _ => return None,
    })
}

/// Calls of network clients, whichever object they are made on.
fn client(path: &str, tail: &str) -> Option<Kind> {
    let bare = matches!(
        path,
        "fetch"
            | "axios"
            | "got"
            | "request"
            | "node-fetch"
            | "ky"
            | "needle"
            | "node-fetch.default"
            | "urlopen"
            | "cross-fetch"
            | "$.post"
            | "$.ajax"
            | "$.get"
            | "jQuery.post"
            | "jQuery.ajax"
            | "Image"
    );
    if bare {
        return Some(Kind::Send);
    }
    let sends = matches!(
        tail,
        "get"
            | "post"
            | "put"
            | "patch"
            | "request"
            | "urlopen"
            | "send"
            | "sendall"
            | "sendto"
            | "sendmail"
            | "send_message"
            | "storbinary"
            | "fetch"
            | "write"
            | "end"
            | "stream"
            | "delete"
            | "head"
            | "options"
            | "sendMail"
            | "Request"
            | "sendBeacon"
            | "emit"
            | "sendMessage"
            | "putrequest"
            | "perform"
    );
    if !sends && tail != "connect" {
        return None;
    }
    let clients = [
        "requests",
        "httpx",
        "aiohttp",
        "urllib",
        "urllib2",
        "urllib3",
        "http.client",
        "axios",
        "node-fetch",
        "undici",
        "got",
        "needle",
        "superagent",
        "http.",
        "https.",
        "ky",
        "smtplib",
        "ftplib",
        "paramiko",
        "websocket",
        "websockets",
        "WebSocket",
        "XMLHttpRequest",
        "nodemailer",
        "telegram",
        "pycurl",
        "treq",
        "niquests",
        "http2",
        "cross-fetch",
        "isomorphic-fetch",
        "request",
        "dgram",
        "socket.socket()",
        "socket.create_connection()",
        "net.",
        "tls.",
        "navigator",
    ];
    let known = clients.iter().any(|client| {
        path.strip_prefix(client).is_some_and(|rest| {
            client.ends_with('.') || rest.is_empty() || rest.starts_with(['.', '('])
        })
    });
    match (known, sends) {
        (true, true) => Some(Kind::Send),
        (true, false) => Some(Kind::Connect),
        (false, _) => None,
    }
}

fn by_tail(path: &str, tail: &str) -> Option<Kind> {
    let method = path.contains('.');
    Some(match tail {
        "read_text" | "read_bytes" | "readlines" | "readline" | "readFileSync" | "read"
            if method =>
        {
            Kind::Read
        }
        "write_text" | "write_bytes" | "writelines" | "writeFileSync" | "appendFileSync"
        | "write"
            if method =>
        {
            Kind::Write
        }
        "rglob" if method => Kind::Walk,
        "expanduser" | "resolve" | "absolute" | "decode" | "encode" | "strip" | "lower"
        | "upper" | "rstrip" | "lstrip" | "toString" | "trim" | "copy" | "items" | "values"
        | "keys" | "text" | "json" | "getvalue" | "then" | "toLowerCase" | "splitlines" | "hex"
        | "as_posix" | "to_string" | "digest"
            if method =>
        {
            Kind::Same
        }
        "joinpath" if method => Kind::JoinPath,
        "fromCharCode" if method => Kind::Letter,
        "fromhex" | "b64decode" | "unhexlify" | "decompress" => Kind::Decode,
        "b64encode" | "hexlify" => Kind::Encode,
        "encrypt" | "createCipheriv" | "encrypt_and_digest" => Kind::Encrypt,
        "sendall" | "sendto" | "sendBeacon" | "sendmail" | "storbinary" => Kind::Send,
        "rmtree" => Kind::DeleteTree,
        "dup2" => Kind::Duplicate,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_known_by_their_names() {
        assert_eq!(kind("requests.post"), Some(Kind::Send));
        assert_eq!(kind("requests.Session().post"), Some(Kind::Send));
        assert_eq!(kind("cache.get"), None);
        assert_eq!(kind("subprocess.run"), Some(Kind::RunProgram));
        assert_eq!(kind("pattern.exec"), None);
        assert_eq!(kind("builtins.exec"), Some(Kind::RunCode));
    }
}
