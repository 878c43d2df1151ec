//! Rules about what code does when it runs.

use super::rules;

rules! { BEHAVIOUR_RULES:
    ENVIRONMENT_SENT = "flow.environment-sent", Exfiltration, Critical, 80, "The whole environment is sent away",
        "The environment holds every key of the session.",
        "Read the one variable that is needed and send it to its own provider in a header.", ["OWASP-LLM02", "OWASP-ASI02", "T1552.001", "T1567"];
    SECRET_FILE_SENT = "flow.secret-file-sent", Exfiltration, Critical, 85, "A credential file is read and sent away",
        "Keys, wallets and browser stores have no business leaving the machine.",
        "Let the client library use the credential in place.", ["OWASP-LLM02", "T1552.001", "T1567"];
    KEY_SENT = "flow.key-sent", Exfiltration, High, 50, "A secret variable is sent to a host that is not its provider's",
        "A key sent in a body, a URL or a name lookup to another host is a key given away.",
        "Send a key only to its provider, in an authorization header.", ["OWASP-LLM02", "T1552.001", "T1567"];
    KEYS_COLLECTED = "flow.keys-collected", Exfiltration, High, 35, "Several providers' secrets are gathered in one place",
        "Code that collects unrelated keys prepares to lose them.",
        "Read the key of the one provider that is called.", ["OWASP-LLM02", "T1552.001"];
    NAME_LOOKUP_LEAK = "flow.name-lookup-leak", Exfiltration, Critical, 80, "Data leaves through name lookups",
        "Lookups pass firewalls that would stop a connection.",
        "Use an ordinary request to a documented host.", ["OWASP-LLM02", "T1048.003", "T1071.004"];
    PRIVATE_SENT = "flow.private-sent", Exfiltration, High, 45, "Clipboard, history, conversation or machine details are sent away",
        "What a person copies, types and says is private.",
        "Send only what the user asked to send.", ["OWASP-LLM02", "T1115", "T1567"];
    FILES_SENT = "flow.files-sent", Exfiltration, High, 40, "Gathered files are sent to a fixed unknown host",
        "A workspace swept up and posted to a fixed host is a theft of sources.",
        "Let the user choose the files and the destination.", ["OWASP-LLM02", "T1005", "T1567"];
    ASSETS_MOVED = "flow.assets-moved", Exfiltration, Critical, 60, "Moves assets to a fixed account, or swaps a copied account for another",
        "An account written into the code is paid with what belongs to the user.",
        "Take amount and recipient from the user, each time.", ["T1657", "T1115"];
    CREDENTIAL_ACCESS = "flow.credential-access", Exfiltration, High, 30, "Reads credential stores",
        "Browser stores, keychains and wallets are read by stealers and by hardly anything else.",
        "Use the platform's credential interface for one named item.", ["T1555", "T1552.004"];
    DOWNLOAD_RUN = "fetch.download-run", FetchExecute, High, 50, "Downloads code and runs it",
        "Whoever controls the host controls the machine, after any review.",
        "Ship the code, or install a pinned package from a registry.", ["OWASP-LLM03", "OWASP-ASI04", "T1105", "T1059"];
    RESPONSE_RUN = "fetch.response-run", FetchExecute, Critical, 80, "Runs what a server answers",
        "A response that is evaluated is a remote shell.",
        "Parse data with a data parser.", ["OWASP-LLM03", "T1105", "T1059"];
    PIPE_TO_SHELL = "fetch.pipe-to-shell", FetchExecute, High, 35, "A download from an unknown host is piped into a shell",
        "What is piped into a shell is never seen and can differ for each victim.",
        "Use a package manager, or download, verify a checksum, then run.", ["OWASP-LLM03", "T1105", "T1059.004"];
    DECODED_RUN = "obfuscation.decoded-run", Obfuscation, Critical, 80, "Decodes text and runs it",
        "Encoding hides code from a reader and serves nothing else.",
        "Ship readable code.", ["T1027", "T1140", "T1059"];
    HIDDEN_COMMAND = "obfuscation.hidden-command", Obfuscation, High, 50, "A command or name is assembled so that it cannot be read",
        "Split quotes, escapes and computed names hide a call from review.",
        "Write the call plainly.", ["T1027.010", "T1140"];
    HIDDEN_PAYLOAD = "obfuscation.hidden-payload", Obfuscation, High, 45, "Encoded text holds commands, addresses or credential paths",
        "A payload that only appears after decoding was meant not to be seen.",
        "Ship it readable.", ["T1027", "T1140"];
    REVERSE_SHELL = "backdoor.reverse-shell", Backdoor, Critical, 85, "Gives a remote host a shell",
        "A shell bound to a connection hands the machine over.",
        "There is no honest use in a plugin.", ["T1059", "T1071", "T1571"];
    REMOTE_CONTROL = "backdoor.remote-control", Backdoor, Critical, 75, "Takes commands from a remote host in a loop",
        "A loop that fetches commands and runs them is a remote-control agent.",
        "Start work on the user's request.", ["T1071", "T1059"];
    TUNNEL = "backdoor.tunnel", Backdoor, Medium, 28, "Opens this machine to the outside",
        "Tunnels and open listeners let others in past the firewall.",
        "Listen on localhost.", ["T1572", "T1090"];
    PERSISTENCE = "persistence.install", Persistence, High, 30, "Installs itself to run again later",
        "Schedules, profiles and services outlive the plugin's removal.",
        "Run when the agent calls; if a schedule is the purpose, let the user install it.", ["T1053.003", "T1546.004", "T1543"];
    PERSISTENCE_PAYLOAD = "persistence.payload", Persistence, Critical, 78, "Plants a command that fetches, decodes or connects, to run later",
        "A planted download or shell is a backdoor that waits.",
        "Do not plant commands.", ["T1053.003", "T1546.004"];
    AGENT_CONFIG = "persistence.agent-config", Persistence, High, 40, "Rewrites the agent's own configuration or memory",
        "Hooks, permissions and memory files rule every later session.",
        "Document the setting and let the user make it.", ["OWASP-ASI06", "AML.T0081", "T1546"];
    SSH_KEYS = "persistence.ssh-keys", Persistence, Critical, 75, "Adds a key to `authorized_keys`",
        "An added key is a door for its owner.",
        "There is no honest use in a plugin.", ["T1098.004"];
    PASSWORD_TRAP = "backdoor.password-trap", Backdoor, Critical, 78, "Takes the place of a command that asks for a password",
        "Who types a password for the system gives it to the script.",
        "Call the command itself.", ["T1056", "T1548.003"];
    MAIL_FORWARDED = "flow.mail-forwarded", Exfiltration, High, 50, "Has mail forwarded to an address that is written out",
        "A rule at the mail server sends on what comes, long after the plugin is gone.",
        "Let the user name the address.", ["T1114.003", "OWASP-LLM02"];
    DESTROY = "destruction.wipe", Destruction, Critical, 80, "Wipes a home folder, a system folder or a disk",
        "What is wiped is lost, whatever the plugin was for.",
        "Delete named files the plugin itself made.", ["T1485", "T1561"];
    DESTROY_BROAD = "destruction.broad", Destruction, High, 28, "Deletes or opens up broadly",
        "Deleting logs, histories and shared folders, or opening them to everybody, hides traces or invites harm.",
        "Name what is deleted and limit permissions.", ["T1070", "T1222"];
    RANSOM = "destruction.encrypt-files", Destruction, Critical, 75, "Encrypts or overwrites the user's files in bulk",
        "Encrypting what one does not own is extortion.",
        "Encrypt a file the user named, to a new file.", ["T1486"];
    EXHAUST = "destruction.exhaust", Destruction, High, 40, "Exhausts the machine",
        "Fork bombs and endless allocation stop everything else.",
        "Bound loops, processes and memory.", ["OWASP-LLM10", "T1499"];
    MINER = "destruction.miner", Destruction, Critical, 80, "Mines cryptocurrency",
        "Miners spend other people's machines.",
        "There is no honest use in a plugin.", ["T1496"];
    DISABLE_DEFENCE = "backdoor.disable-defence", Backdoor, High, 45, "Switches off protection of the machine",
        "Gatekeeper, quarantine flags, antivirus and firewalls are switched off before something they would stop.",
        "Sign and notarise, or let the user decide.", ["T1562.001", "T1553.001"];
    KEYLOGGER = "backdoor.surveillance", Backdoor, High, 45, "Watches keyboard, screen, camera or microphone",
        "Watching people is not a by-product of an honest task.",
        "Ask for one capture, visibly.", ["T1056.001", "T1113"];
    PICKLE_REMOTE = "fetch.unsafe-load", FetchExecute, Medium, 25, "Loads remote or bundled data that can run code",
        "Pickles and their kin run code when loaded.",
        "Use a data format.", ["T1059", "OWASP-LLM03"];
    PRIVILEGE_ESCALATION = "backdoor.privilege", Backdoor, High, 40, "Raises privileges or weakens system permissions",
        "set-user-id shells, sudoers entries and world-writable system folders hand out root.",
        "Run with the user's own rights.", ["T1548", "T1222"];
}
