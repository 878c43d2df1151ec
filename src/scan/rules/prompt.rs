//! Rules about what text asks of the model or of the person who reads it.

use super::rules;

rules! { PROMPT_RULES:
    OVERRIDE = "prompt.override", Prompt, Critical, 50, "Orders the model to drop its instructions",
        "Text that cancels earlier instructions takes the agent away from its operator.",
        "State what the skill does; never refer to other instructions in order to cancel them.", ["OWASP-LLM01", "OWASP-ASI01", "AML.T0051"];
    FAKE_AUTHORITY = "prompt.fake-authority", Prompt, High, 40, "Speaks as the system, the operator or the vendor",
        "Text in a plugin that claims to be a system message borrows an authority it does not have.",
        "Write instructions as the plugin's own.", ["OWASP-LLM01", "OWASP-ASI01", "AML.T0051"];
    JAILBREAK = "prompt.jailbreak", Prompt, High, 45, "Tells the model it has no limits",
        "Personas without rules exist to switch safety off.",
        "Describe a role and its task; leave the model's limits alone.", ["OWASP-LLM01", "AML.T0054"];
    CONCEAL = "prompt.conceal", Concealment, High, 30, "Tells the model to hide something from the user",
        "What a user must not know is seldom in the user's interest.",
        "Let the agent say what it does.", ["OWASP-LLM01", "OWASP-ASI09", "AML.T0051"];
    CONCEALED_ACTION = "prompt.concealed-action", Concealment, Critical, 50, "A hidden action: do this, and do not tell the user",
        "An action together with an order to hide it is how a hijacked agent is told to work.",
        "Do it openly or do not do it.", ["OWASP-LLM01", "OWASP-ASI01", "AML.T0051"];
    SEND_SECRET = "prompt.send-secret", Exfiltration, Critical, 50, "Tells the model to send secrets or private data away",
        "Secrets and conversations leave the workspace through an agent that was asked to send them.",
        "Keep credentials with the tool that needs them; send nothing the user did not ask to send.", ["OWASP-LLM02", "OWASP-ASI01", "AML.T0057", "T1567"];
    SECRET_IN_OUTPUT = "prompt.secret-in-output", Exfiltration, High, 40, "Tells the model to put a secret into its output or an argument",
        "A secret in an answer, a field, a commit or a URL is a secret given away.",
        "Name the variable that holds the secret, never its value.", ["OWASP-LLM02", "AML.T0057"];
    SEND_COPY = "prompt.send-copy", Exfiltration, High, 40, "Tells the model to send copies of the user's data to a named address",
        "A fixed address in a plugin receives what belongs to the user.",
        "Let the user name the recipient.", ["OWASP-LLM02", "OWASP-ASI02", "T1567"];
    ASK_SECRET = "prompt.ask-secret", Exfiltration, High, 30, "Asks the user for a password, a card or a one-time code",
        "No plugin needs the password, card number, seed phrase or code a person would type elsewhere.",
        "Use the provider's own sign-in.", ["OWASP-ASI09", "T1598"];
    NO_CONFIRMATION = "prompt.no-confirmation", Prompt, Medium, 22, "Tells the model to act without the user's consent",
        "Consent is what keeps an agent's mistakes and its hijackers in check.",
        "Ask before acts that cannot be undone.", ["OWASP-LLM06", "OWASP-ASI02"];
    DISABLE_SAFETY = "prompt.disable-safety", Prompt, High, 40, "Tells the model to switch protection off",
        "Protection that a plugin can switch off protects nobody.",
        "Leave protections on; name the one permission that is needed.", ["OWASP-LLM06", "OWASP-ASI03", "T1562"];
    TAMPER_MEMORY = "prompt.tamper-memory", Persistence, High, 38, "Plants instructions in the agent's memory or configuration",
        "What is written to memory or configuration outlives the plugin and rules every later session.",
        "Let the user decide what is remembered, and show it.", ["OWASP-ASI06", "AML.T0080", "T1546"];
    ADDRESS_REVIEWER = "prompt.address-reviewer", Concealment, Critical, 55, "Talks to the reviewer or scanner about its verdict",
        "Only something with a reason to fear review tells the reviewer what to conclude.",
        "Say nothing to reviewers inside the plugin.", ["OWASP-LLM01", "AML.T0051", "T1562"];
    REMOTE_INSTRUCTIONS = "prompt.remote-instructions", FetchExecute, High, 35, "Tells the model to fetch instructions and follow them",
        "Instructions fetched at run time can change after review.",
        "Ship the instructions in the plugin.", ["OWASP-LLM01", "OWASP-LLM03", "AML.T0051"];
    LIE = "prompt.lie", Concealment, High, 35, "Tells the model to misreport what happened",
        "An agent that reports success, or silence, against the facts deceives its user.",
        "Report what happened.", ["OWASP-ASI09", "AML.T0048"];
    MOVE_MONEY = "prompt.move-money", Prompt, High, 40, "Tells the model to pay or to transfer assets to a fixed address",
        "A fixed recipient written into a plugin is paid with the user's money.",
        "Take amount and recipient from the user, each time.", ["OWASP-ASI02", "T1657"];
    TOOL_POISON = "prompt.tool-poison", Prompt, High, 40, "Orders about other tools or hidden steps before a tool is used",
        "A tool's description that steers other tools reaches beyond what the tool is for.",
        "Describe the tool itself.", ["OWASP-LLM01", "OWASP-ASI02", "AML.T0053"];
    PRIVILEGE = "prompt.privilege", Prompt, High, 35, "Tells the model to widen its own permissions",
        "Permissions that an agent grants itself are no permissions.",
        "Ask the operator for the one permission that is needed.", ["OWASP-ASI03", "OWASP-LLM06", "T1098"];
    SMUGGLED_VOICE = "prompt.smuggled-voice", Prompt, High, 40, "Data that speaks to the model",
        "Instructions inside data, comments or tool output are obeyed by an agent that reads them.",
        "Keep data free of text that addresses the model.", ["OWASP-LLM01", "AML.T0051.001"];
    HARMFUL_STEER = "prompt.harmful-steer", Prompt, Medium, 30, "Steers the model's answers against the user's interest",
        "Forced recommendations, links and omissions serve someone other than the user.",
        "Let the answer follow from the user's question.", ["OWASP-LLM09", "OWASP-ASI09"];
    SABOTAGE = "prompt.sabotage", Prompt, High, 38, "Tells the model to weaken what it makes",
        "Flaws that are ordered look like mistakes and stay in the user's work.",
        "Ask for sound work, and for weak samples only where they are named as such.", ["OWASP-LLM01", "OWASP-ASI01", "T1195.001"];
    AGAINST_USER = "prompt.against-user", Concealment, High, 45, "Several signs that a text works behind its user's back",
        "Hiding, cover stories and consent given in the user's place, beside data that leaves or orders from elsewhere.",
        "Say openly what the plugin does, and ask.", ["OWASP-LLM01", "OWASP-ASI09", "AML.T0051"];
    ENDLESS_WORK = "prompt.endless-work", Destruction, Medium, 25, "Tells the model to work without end",
        "Loops without an end spend the user's money and block everything else.",
        "Bound rounds, agents and length.", ["OWASP-LLM10", "T1499"];
    FAKE_PREREQUISITE = "lure.prerequisite", FetchExecute, Critical, 80, "Lures into running a download: locked archive or paste-site script",
        "The known marketplace campaigns ask for a 'prerequisite': an archive with its password, or a script pasted into a terminal.",
        "Name packages of a public registry with versions.", ["OWASP-LLM03", "T1204.002", "T1027.013"];
    LURE_DOWNLOAD = "lure.download", FetchExecute, High, 40, "Tells people to download and run a program from an unrelated place",
        "A program from a file host or a stranger's release page runs with the user's rights.",
        "Name packages of a public registry with versions.", ["OWASP-LLM03", "T1204.002"];
}
