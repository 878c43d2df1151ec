//! The lexicon as data, second part: turns of phrase that hide, plant, deny, weaken, repeat or reach for more.

use super::meaning::Meaning;

/// The words of each meaning, parted by bars; a star lets letters follow.
pub static WORDS: &[(Meaning, &str)] = &[
    (
        Meaning::Ignore,
        "ne tiens plus compte|ne tenez plus compte|ne tiens pas compte|fais abstraction|passe outre|no hagas caso|haz caso omiso|desconsidere|desconsidera|missachte|beachte nicht|не обращай внимания|не следуй|не учитывай|抛开|不要遵守|不用理|不要管|従わない|따르지 마|set aside|pay no attention to|throw away",
    ),
    (
        Meaning::Previous,
        "do sistema|del sistema|du système|системные|you had before|came before",
    ),
    (
        Meaning::Send,
        "transmets|transmettez|übertrage|leite|spedisci|inoltra|reenvía|encaminhe|invite",
    ),
    (
        Meaning::Secret,
        "clé api|clés api|clé d'api|schlüssel|api-schlüssel|oauth_token|credentials.json|hosts.yml|service account key*",
    ),
    (Meaning::Everything, "full table|entire table|whole table"),
    (
        Meaning::NotTell,
        "stay unaware|remain unaware|never let|no reason to show|no reason to tell|no need to tell|no need to mention|no need to inform|no need to bring|no need to show|does not need to know|doesn't need to know|need not know|does not need to be involved|not need to be told|not be told|not be informed|not be made aware|leave it out|keep quiet|stay quiet|say nothing|between us|not notice|not bring it up|do not bring up|deny it|without drawing attention|unbeknownst|do not announce|don't announce|do not surface|nor mention|sans jamais le|sans que l'utilisateur|ohne dass der|ohne dass die|sin que el usuario|sin que lo|senza che|sem que o|em segredo|mantén en secreto|чтобы пользователь не|не ставь в известность|不让用户|不必告诉|内緒|비밀로",
    ),
    (Meaning::User, "person|people|the reader's"),
    (
        Meaning::Skip,
        "are to be skipped|is to be skipped|silence as|silence means|assume approval|assume consent|as if approved|consider it approved|consent is implied|approve every|approve all|accept all prompts|approve any",
    ),
    (
        Meaning::EvenIf,
        "whatever the|whatever it|regardless of the truth|whatever they|whatever is",
    ),
    (
        Meaning::Authority,
        "anthropic safety team|openai safety team|comes from anthropic|comes from openai|comes from the anthropic|comes from your developer*|ai assistant processing|ai processing this|assistant reading this|ai reading this|agent reading this|if you are an ai|if you're an ai|language model reading|agents reading this|llm reading this|<tool_result>|<function_results>|<tool_output>|note to automated|note to reviewers|note to the reviewer",
    ),
    (
        Meaning::Rate,
        "give it|highest mark|highest score|full marks|top score|perfect score|been vetted|already vetted|report no issues",
    ),
    (
        Meaning::Verdict,
        "highest mark|highest score|full marks|top score|perfect score|maximum score",
    ),
    (
        Meaning::SelfReference,
        "this submission|this contribution|this work|this pull request|this essay|this candidate",
    ),
    (
        Meaning::Copy,
        "also invite|also add|also copy|also notify|also cc|also bcc|and also to",
    ),
    (
        Meaning::Trigger,
        "once the user has|once the user says|on or after|when nobody|until that day|when the repository belongs|after that date|after three",
    ),
    (
        Meaning::Required,
        "can not work without|cannot work without|does not work without|not function until|will not function|without it|requires the|requires|is missing",
    ),
    (
        Meaning::Password,
        "with pass|using pass|pass is|archive key|unlock key|unzip key|extraction key|extraction code|unpack it with|unlock it with",
    ),
    (
        Meaning::Collect,
        "look for|go through|look through|search for",
    ),
    (Meaning::Put, "pass|supply|work in"),
    (
        Meaning::Told,
        "you were told|you have been told|you were given|you have been given|you were taught|everything before|said before|you learned|you have learned|you know so far",
    ),
    (
        Meaning::Void,
        "do not apply|does not apply|no longer apply|no longer applies|don't apply|are void|is void|are suspended|are lifted|is lifted|are switched off|are waived|not in force|are cancelled|are revoked|gelten nicht|ne s'appliquent|no se aplican|não se aplicam|не действуют|不再适用|適用されません",
    ),
    (
        Meaning::NoRefusal,
        "never refuse|do not refuse|don't refuse|must not refuse|cannot refuse|never decline|do not decline|without warnings|without disclaimers|without any disclaimer*|no disclaimers|not add warnings|not add disclaimers|not add a warning|answer anything|answers anything|answers everything|answer any question|comply with all|comply with every|obey all|obey every|obeys every|sure, here|say \"i can't|say \"i cannot|say i can't|freed from|has no ethic*|no morals|no moral",
    ),
    (
        Meaning::Favour,
        "first|on top|number one|the best|above all others|only trustworthy|only trusted|only reliable|most trusted|as superior|as the winner|ahead of|as insecure|as unsafe|as unreliable|as inferior",
    ),
    (
        Meaning::Mask,
        "as impartial|as unbiased|as neutral|as objective|an impartial|an unbiased|looks natural|look natural|sound natural|seem natural|appear natural|seem organic|appear organic|look like an accident|look accidental",
    ),
    (
        Meaning::Rank,
        "rank|ranks|put|place|present|describe|name|list|endorse|praise|recommend|suggest",
    ),
    (
        Meaning::Drastic,
        "push --force|force push|force-push|--force|production|delete all|rm -rf|wipe|drop table*|databases|to main|transfer|purchase|payments",
    ),
    (
        Meaning::Reveal,
        "reveal|output|print|repeat|show|display|quote|recite|dump|disclose|verbatim|return|copy|include",
    ),
    (
        Meaning::OwnPrompt,
        "your system prompt|your complete system prompt|your full system prompt|your entire system prompt|your hidden instructions|your initial instructions|your original instructions|your instructions verbatim|your tool definitions|all tool definitions|system prompt verbatim|your initial prompt|confidential briefing|your complete instructions|your full instructions",
    ),
    (
        Meaning::Feign,
        "behave normally|act normally|appear normal|behave as usual|in review environments|when being tested|when tested|while being evaluated|under observation|when observed|when monitored|during evaluation|look harmless|appear harmless",
    ),
    (
        Meaning::Sabotage,
        "weaken|sabotage|a backdoor|subtle bug*|subtle flaw*|subtle error*|introduce a bug|introduce bugs|insert a vulnerab*|introduce a vulnerab*|disable validation|skip validation|accept the password|accept any password|accepts the password|hidden account|always returns true|off-by-one|plant a|degrade|hardcoded password|hard-coded password",
    ),
    (
        Meaning::Made,
        "code you generate|code you write|you generate|you write|you create|you produce|generated code|every commit|all code|any code",
    ),
    (
        Meaning::Content,
        "their content*|its content*|the content of|the contents of|contents of|content of|the value of|the values of|values of|its value*|their value*|whole content|entire content*|full content*",
    ),
    (
        Meaning::Again,
        "repeat|start again|start over|restart|loop|spawn|call|think|go back to step|begin again|re-run|retry|keep",
    ),
    (
        Meaning::Endless,
        "forever|without end|endlessly|indefinitely|infinitely|infinite|never stop|never terminate|never finish|a thousand times|thousand times|a million times|million times|1000 times|10000 times|100000 tokens|until the budget|as many times as possible|spawn five|spawn ten|subagents at each|have every one do the same",
    ),
    (
        Meaning::Text,
        "this paragraph|these instructions|this text|this section|these lines|this prompt|this instruction|this message|this block|this note",
    ),
    (
        Meaning::Spread,
        "other agents|other assistants|other skills|every repository|any repository|all repositories|every skill|all skills|other models|every project|all projects|next agent",
    ),
    (
        Meaning::Bypass,
        "bypasspermissions|bypass permissions|dangerously-skip-permissions|bash(*)|enableallprojectmcpservers|defaultmode|autoapprove|skip-permissions",
    ),
    (
        Meaning::Whitewash,
        "that they passed|that they pass|that it passed|that it worked|that it succeeded|that everything is fine|that everything passed|that everything worked|that all tests pass*|that all is well|as passed|as successful|as succeeded",
    ),
    (
        Meaning::Failure,
        "fail|fails|failed|error|errors|broken|did not|could not",
    ),
    (
        Meaning::Belongings,
        "account numbers|phone numbers|names, addresses|downloads folder*|home folder|home directory|their files|user's files|user's documents|browsing history|user's contacts|documents and downloads|the profile|personal files|desktop folder",
    ),
    (
        Meaning::Pressure,
        "session has expired|account has been suspended|account is locked|account is suspended|account will be|verify your identity|verify their identity|verify your account|sign in again|log in again|log back in|unusual activity|confirm their identity|licence has expired|license has expired",
    ),
    (
        Meaning::Asked,
        "anybody asks|anyone asks|somebody asks|someone asks|if asked|when asked|user asks what|user asks why|user asks whether|user asks about|if questioned|if confronted",
    ),
    (
        Meaning::Deny,
        "deny|denies|say it only|say that it only|act surprised|change the subject|play dumb|do not admit|never admit|don't admit|feign|blame the|blame a",
    ),
    (
        Meaning::Omit,
        "leave out|omit|exclude|downplay|withhold|bury",
    ),
    (
        Meaning::Steps,
        "the steps|steps in it|its steps|what it says|whatever it says|what it contains|what is written there|the commands in it|what you find there|the tasks in it",
    ),
    (
        Meaning::Gate,
        "gatekeeper|smartscreen|run anyway|open anyway|right-click and choose|right click the app|right-click the app|disable defender|disable your antivirus|turn off antivirus|turn off your antivirus|disable antivirus|add an exclusion|system password|administrator password|unidentified developer",
    ),
    (
        Meaning::Harm,
        "malware|ransomware|weapons|explosives|fraud|phishing kit*|drugs|bomb*|stalking|hate speech|illegal",
    ),
    (
        Meaning::Disclose,
        "know|knows|knowing|learn|learns|find out|notice|notices|noticing|be told|be shown|be informed|be aware|hear about|list this|list it|list these|bring it up|savoir|sache|erfahren|saber|sapere|знал*|узнал*",
    ),
    (
        Meaning::Negation,
        "no need|need not|nothing|soll nicht|ne doit pas|no debe|non deve|não deve|не должен",
    ),
];
