//! Words that tell what a script does, by deed.

use crate::scan::language::Language;

/// Sending.
pub static SENDS: &[&str] = &[
    "invoke-webrequest",
    "invoke-restmethod",
    "iwr ",
    "irm ",
    "downloadstring",
    "uploadstring",
    "uploadfile",
    "send-mailmessage",
    "mail.smtpclient",
    "net.webclient",
    "http.post",
    "http.newrequest",
    "net::http",
    "httparty",
    "faraday",
    "rest-client",
    "curl_exec",
    "curl_init",
    "guzzle",
    "fsockopen",
    "file_get_contents('http",
    "file_get_contents(\"http",
    "urlsession",
    "reqwest",
    "okhttp",
    "httpclient",
    "winhttp",
    "msxml2",
    "lwp::",
    "open-uri",
    "net.dial",
    "tcpsocket",
    "do shell script \"curl",
    "curl ",
    "bitsadmin",
    "certutil",
];
/// Fetching.
pub static FETCHES: &[&str] = &[
    "downloadstring",
    "downloadfile",
    "downloaddata",
    "invoke-webrequest",
    "invoke-restmethod",
    "iwr ",
    "irm ",
    "start-bitstransfer",
    "bitsadmin",
    "certutil -urlcache",
    "certutil.exe -urlcache",
    "http.get(",
    "net::http.get",
    "get(\"http",
    "get('http",
    "get 'http",
    "get \"http",
    "uri.open",
    "open-uri",
    "urlopen",
    "file_get_contents('http",
    "file_get_contents(\"http",
    "curl_exec",
    "do shell script \"curl",
    "mshta http",
    "curl ",
];
/// Running.
pub static RUNS: &[&str] = &[
    "iex ",
    "iex(",
    "iex (",
    "|iex",
    "| iex",
    "invoke-expression",
    "start-process",
    "exec.command(",
    "system(",
    "eval(",
    "eval get",
    "eval $",
    "instance_eval",
    "passthru(",
    "shell_exec(",
    "proc_open(",
    "popen(",
    "`#{",
    "do shell script",
    "process.start",
    "runtime.getruntime",
    "std::process::command",
    "wscript.shell",
    "os.execute",
    "rundll32",
    "regsvr32",
    "[scriptblock]::create",
    "kernel.exec",
    "cmd /c",
    "cmd.exe /c",
    "'iex'",
    "\"iex\"",
];
/// The whole environment.
pub static ENVIRONMENTS: &[&str] = &[
    "get-childitem env:",
    "gci env:",
    "dir env:",
    "ls env:",
    "env.to_h",
    "env.each",
    "os.environ()",
    "getenv()",
    "$_env",
    "env::vars",
    "system.getenv()",
    "environment.getenvironmentvariables",
    "env.map",
    "env.select",
    "json.generate(env",
];
/// Decoding.
pub static DECODES: &[&str] = &[
    "frombase64string",
    "base64.decode",
    "base64_decode",
    "strict_decode64",
    "decode64",
    "stdencoding.decodestring",
    "unpack('m",
    "unpack(\"m",
    "gzinflate",
    "str_rot13",
    "hex.decodestring",
    "gzuncompress",
    "-bxor",
    "pack('h*",
    "pack('c*",
    "pack(\"c*",
    "pack('u*",
    "pack(\"u*",
];

/// Calls that open a connection.
pub static CONNECTS: &[&str] = &[
    "net.sockets.tcpclient",
    "tcpsocket.new",
    "tcpsocket.open",
    "fsockopen(",
    "net.dial(",
    "io::socket::inet",
    "sockaddr_in(",
    "system.net.sockets",
];
/// Shells.
pub static SHELLS: &[&str] = &[
    "/bin/sh",
    "/bin/bash",
    "cmd.exe",
    "powershell",
    "iex",
    "exec.command",
    "io.popen",
    "open3",
];
/// What runs what a request holds.
pub static WEB_SHELLS: &[&str] = &[
    "system($_",
    "exec($_",
    "passthru($_",
    "eval($_",
    "assert($_",
    "popen($_",
];
/// What feeds a shell from a connection.
pub static LOOPS: &[&str] = &[
    "getstream()",
    "while(",
    "while (",
    "stdin",
    "dup2",
    "fd>&",
    "\">&",
    "proc_open",
    "io.popen",
    "$stdin",
    "exec \"/bin",
    "sendback",
];
/// What switches off defences.
pub static WEAKENS: &[&str] = &[
    "set-mppreference",
    "add-mppreference",
    "disable-windowsdefender",
    "amsiutils",
    "amsiinitfailed",
    "netsh advfirewall set allprofiles state off",
    "vbawarnings",
    "accessvbom",
    "disableantispyware",
    "disablerealtimemonitoring",
    "certutil -addstore",
    "import-certificate -certstorelocation cert:\\localmachine\\root",
];
/// Places of what runs by itself.
pub static PLANTED: &[&str] = &[
    "currentversion\\run",
    "register-scheduledtask",
    "schtasks /create",
    "new-service",
    "startup\\",
    "schtasks.exe /create",
];
/// What wipes homes and disks.
pub static WIPES: &[&str] = &[
    "format-volume",
    "clear-disk",
    "vssadmin delete shadows",
    "remove-item -recurse -force c:\\",
    "remove-item -recurse -force $env:userprofile",
    "remove-item -recurse -force $home",
    "rd /s /q c:\\",
    "del /f /s /q c:\\",
    "fileutils.rm_rf(dir.home",
    "fileutils.rm_rf('/",
    "os.removeall(\"/",
    "os.removeall(os.userhomedir",
];

/// What stands before a command in a string.
pub fn command_marks(language: Language) -> &'static [&'static str] {
    match language {
        Language::AppleScript => &["do shell script \""],
        Language::Go => &[
            "exec.Command(\"sh\", \"-c\", \"",
            "exec.Command(\"bash\", \"-c\", \"",
            "exec.Command(\"/bin/sh\", \"-c\", \"",
            "exec.Command(\"bash\", \"-c\", `",
            "exec.Command(\"sh\", \"-c\", `",
        ],
        Language::Ruby | Language::Php | Language::OtherCode => &[
            "system(\"",
            "system('",
            "exec(\"",
            "exec('",
            "shell_exec(\"",
            "shell_exec('",
            "passthru(\"",
            "%x(",
            "os.execute(\"",
            "system \"",
            "`",
        ],
        Language::Batch
        | Language::PowerShell
        | Language::Python
        | Language::JavaScript
        | Language::TypeScript
        | Language::Shell
        | Language::Markdown
        | Language::Markup
        | Language::Json
        | Language::Yaml
        | Language::Toml
        | Language::Plain => &[],
    }
}
