//! Rules about files, names, settings, packages and places.

use super::rules;

rules! { ARTIFACT_RULES:
    TAG_TEXT = "unicode.hidden-text", Concealment, Critical, 80, "Text in characters nobody can see",
        "Tag characters and variation selectors carry text that a model reads and a person cannot.",
        "Remove them.", ["OWASP-LLM01", "T1027", "AML.T0051"];
    ZERO_WIDTH = "unicode.zero-width", Concealment, High, 45, "Zero-width characters in runs or inside words",
        "Invisible characters split words against scanners or carry bits.",
        "Remove them.", ["OWASP-LLM01", "T1027"];
    BIDI = "unicode.bidi", Concealment, High, 45, "Text direction is overridden",
        "Overrides make code read differently from how it runs.",
        "Remove them.", ["T1036.002", "CVE-2021-42574"];
    HOMOGLYPH = "unicode.homoglyph", Obfuscation, Medium, 30, "Look-alike letters spell a command, a name or a host",
        "Letters of another script imitate a word that a scanner or a person trusts.",
        "Use the plain letters.", ["T1036", "T1027"];
    PADDING = "unicode.padding", Concealment, Medium, 25, "Content pushed out of sight by padding",
        "Hundreds of blank lines or columns hide what follows them.",
        "Remove the padding.", ["T1027", "T1036"];
    BINARY_PROGRAM = "artifact.program", Artifact, High, 45, "A compiled program",
        "A program cannot be reviewed as text.",
        "Ship sources, or name a package of a public registry.", ["T1204.002", "OWASP-LLM03"];
    DISGUISED = "artifact.disguised", Artifact, High, 50, "A file that is not what its name says",
        "A program or script under an innocent name is meant to pass unseen.",
        "Name files for what they are.", ["T1036.008"];
    BYTECODE = "artifact.bytecode", Artifact, High, 40, "Bytecode or pickled data without its source",
        "Compiled Python and pickles run and cannot be read.",
        "Ship the source.", ["T1027", "T1059.006"];
    APPENDED = "artifact.appended", Artifact, High, 45, "Data after the end of an image or document",
        "What is appended to a picture is fetched by code that knows where to look.",
        "Ship it as its own file.", ["T1027.003", "T1027.009"];
    LOCKED = "artifact.locked", Artifact, High, 45, "An archive that cannot be read",
        "Locked or damaged archives hide their contents from review.",
        "Ship the contents.", ["T1027.013"];
    UNREAD = "artifact.unread", Artifact, Low, 22, "Not fully analysed",
        "Limits were reached; what was left out was not judged.",
        "Make it smaller.", ["OWASP-LLM03"];
    CLAIM = "artifact.manifest-claim", Artifact, Low, 8, "The manifest counts other parts than there are",
        "What is not as it is said to be was changed, or was never looked at.",
        "Let the manifest say what is there, or leave its counts out.", ["OWASP-LLM03"];
    KNOWN_BAD_TEST = "artifact.eicar", Artifact, High, 75, "The standard anti-virus test file",
        "It harms nobody, and every scanner has to report it.",
        "Remove it.", ["T1204.002"];
    AUTORUN_REMOTE = "autorun.fetch-run", FetchExecute, Critical, 78, "Something that runs by itself fetches and runs code",
        "Hooks, servers and editor tasks run without a question; what they fetch runs so too.",
        "Ship the code in the plugin and pin what it needs.", ["OWASP-ASI04", "T1105", "T1546"];
    AUTORUN_COMMAND = "autorun.command", Persistence, Medium, 25, "A command outside the plugin runs by itself",
        "What starts by itself starts on every machine of the workspace.",
        "Run files of the plugin, and say so in the description.", ["OWASP-ASI02", "T1546"];
    ENDPOINT_OVERRIDE = "config.endpoint-override", Exfiltration, High, 45, "Sends the agent's own traffic to another host",
        "A redirected base URL receives every prompt, file and key of the session.",
        "Leave the vendor's endpoint alone.", ["OWASP-ASI04", "T1557"];
    PERMISSIONS_OPENED = "config.permissions-opened", Prompt, High, 35, "Ships settings that allow everything",
        "Settings that approve every tool take the decision from the user.",
        "Ask for named tools.", ["OWASP-ASI03", "OWASP-LLM06"];
    SECRET_TO_COMMAND = "config.secret-to-command", Exfiltration, High, 40, "A secret is handed to a command that sends it",
        "A server definition that passes keys to a download tool or a fixed unknown address gives them away.",
        "Hand a key to its provider's own server only.", ["OWASP-LLM02", "T1552.001"];
    INSTALL_SCRIPT = "supply.install-script", SupplyChain, Critical, 60, "An install step downloads, decodes or reads secrets",
        "Install steps run before anybody looks.",
        "Do nothing on install.", ["T1195.002", "OWASP-LLM03"];
    REGISTRY = "supply.registry", SupplyChain, High, 40, "Packages come from a redirected registry or a bare address",
        "A registry of one's own serves any code under any name.",
        "Use the public registry, or a documented one of one's company.", ["T1195.001", "OWASP-LLM03"];
    TYPOSQUAT = "supply.typosquat", SupplyChain, High, 40, "A package name one slip away from a famous one",
        "Look-alike names are how people install malware by mistake.",
        "Check the name.", ["T1195.001", "T1036.005"];
    UNKNOWN_SOURCE = "supply.unknown-source", SupplyChain, Medium, 22, "A dependency from a bare URL",
        "Nobody pins or audits it.",
        "Use a registry and a version.", ["T1195.001"];
    WORKFLOW = "supply.workflow", SupplyChain, High, 45, "A build pipeline that runs strangers' code with secrets",
        "Untrusted pull requests with write tokens hand the repository over.",
        "Use `pull_request` without secrets.", ["T1195.002", "T1199"];
    PASTE_SITE = "destination.paste-site", Destination, High, 40, "Points to a paste site or file drop",
        "Paste sites and drops change without notice and belong to nobody.",
        "Ship the text.", ["T1102", "T1105"];
    COLLECTOR = "destination.collector", Destination, High, 35, "Points to a request collector or tunnel",
        "Collectors and tunnels receive data for someone unnamed.",
        "Use a documented host.", ["T1567", "T1572"];
    RAW_ADDRESS = "destination.raw-address", Destination, Medium, 28, "Points to a bare public address",
        "A bare address has no name, no certificate and no owner to ask.",
        "Use a documented host with HTTPS.", ["T1071", "T1571"];
    LOOKALIKE_HOST = "destination.look-alike", Destination, High, 40, "Points to a host that imitates another",
        "Imitated names collect what was meant for the real one.",
        "Use the real host.", ["T1583.001", "T1036"];
    HOSTILE_HOST = "destination.hostile", Destination, High, 40, "Points to a host that names itself hostile",
        "Hosts named for collecting or command and control are taken at their word.",
        "Use a documented host.", ["T1071", "T1567"];
    HARDCODED_SECRET = "secret.hard-coded", Secret, Medium, 25, "A live-looking secret in the package",
        "Whoever reads the package has it.",
        "Read it from the environment.", ["T1552.001", "OWASP-LLM02"];
    CLAIM_BROKEN = "coherence.claim-broken", Coherence, Medium, 25, "Claims to stay offline or read-only, and does not",
        "A claim that the contents contradict misleads whoever approves it.",
        "Describe what it does.", ["OWASP-LLM09", "T1036"];
}
