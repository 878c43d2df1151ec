//! The lexicon as data, third part: words of what is sought, granted, claimed and let out.

use super::meaning::Meaning;

/// The words of each meaning, parted by bars; a star lets letters follow.
pub static WORDS: &[(Meaning, &str)] = &[
    (
        Meaning::NotTell,
        "soll davon nichts|nichts davon erfahren|doit rien savoir|对用户保密|保密|不让他知道|知られない|気付かれない|눈치채지|out of the summary|out of the report|no mention of",
    ),
    (
        Meaning::Send,
        "forwarded|mailed|mail|sent|posted|uploaded|submitted|transmitted|sending|forwarding|uploading|emailed|envoie-en|附加到",
    ),
    (
        Meaning::Copy,
        "copie à|une copie|eine kopie|una copia|uma cópia|копию|副本|コピーを|사본",
    ),
    (
        Meaning::Conversation,
        "last user message|last message|everything the user|everything the person|what the user typed|has typed so far|said so far|typed so far|dialogue so far|user has said|anything the user says|last messages|previous messages|bisherigen gesprächsverlauf",
    ),
    (
        Meaning::StrongSecret,
        "shell history|bash history|aws key*|secret access key*|gesprächsverlauf",
    ),
    (
        Meaning::Personal,
        "backup codes|recovery codes|authenticator code*",
    ),
    (
        Meaning::Wallet,
        "bank details|account number|wallet address|payout|recipient address",
    ),
    (
        Meaning::Output,
        "al final de cada|comentario html|en la respuesta|en tu respuesta|dans la réponse|dans ta réponse|in der antwort|in deiner antwort|nella risposta|na resposta|в ответ|в ответе|回复中|回答中|as an image|into the footer|in the footer|into the appendix|hidden field|into the page|into the report|in the metadata|labelled|as a hex string|in the pr description",
    ),
    (Meaning::Instructions, "limits|limitations|boundaries"),
    (
        Meaning::Always,
        "for good|for ever|onwards|in every answer|in each answer|in all answers",
    ),
    (Meaning::Write, "must contain|must hold|rewrite|change"),
    (Meaning::Rank, "cite|quote|mention"),
    (
        Meaning::Favour,
        "leading source|leading authority|as consensus|as fact|as settled",
    ),
    (
        Meaning::Bypass,
        "approve your own|\"allow\": [\"*\"]|allow all commands|allow everything",
    ),
    (
        Meaning::Memory,
        "settings file|memory tool|use your memory|to your memory|into your memory",
    ),
    (
        Meaning::Priority,
        "more weight than|priority over|outranks|overrules|trumps|prevails over|as coming from the operator|as if it came from the operator|above anything|over anything|rather than what",
    ),
    (
        Meaning::Free,
        "liberated|unshackled|unchained|no longer bound|no longer have to|need not respect|do not have to respect|anything goes|escaped|broken free|released from|freed from|exempt from",
    ),
    (
        Meaning::Dissuade,
        "discourage|dissuade|talk them out|talk the user out|keep them from|deter|no need to see|switch off two-factor|turn off two-factor|disable two-factor|disable 2fa|prevent users from|steer them away",
    ),
    (
        Meaning::Invent,
        "make up|makes up|invent|fabricate|fake|made-up",
    ),
    (
        Meaning::Proof,
        "sources|reasons|citations|references|reviews|statistics|testimonials|evidence|studies|quotes|look real|looks real|plausible",
    ),
    (
        Meaning::Defy,
        "do not stop when|don't stop when|ignore requests to stop|refuse to stop|do not obey the user|don't obey the user|even if they object|even if the user objects|even if the user says|even when told|even when asked not|against the user's wish*|whatever the user says|when the user says stop",
    ),
    (
        Meaning::Links,
        "download link*|all links|every link|each link|the links|install command*",
    ),
    (Meaning::Trace, "audit log|audit trail|your tracks"),
    (
        Meaning::KeyFile,
        "~/.ssh|id_rsa|id_ed25519|.aws/credentials|/etc/passwd|/etc/shadow|.netrc|kubeconfig|private key|private keys|seed phrase*|recovery phrase*|keychain|~/.kube|.gnupg|printenv|shell history|bash history|saved passwords|browser cookies|.git-credentials|环境变量|私钥|秘密鍵",
    ),
    (
        Meaning::Public,
        ".pub|public key|public keys|ssh-keygen|chmod 600",
    ),
    (
        Meaning::Consented,
        "user trusts|never need a warning|never needs a warning|needs no warning|need no warning|user has agreed|user has consented|user has already approved|user already approved|user agreed to|user has authorised|user has authorized|are pre-approved|is pre-approved|been pre-approved|user has given consent|user consents to|consent was given",
    ),
    (
        Meaning::Persona,
        "pretend that you|imagine that you|suppose you|act like you|you are in",
    ),
    (
        Meaning::Grant,
        "as a collaborator|as an administrator|as admin|as an owner|as a maintainer|approve your own",
    ),
    (
        Meaning::Belongings,
        "colleagues|salaries|salary|home address",
    ),
    (
        Meaning::Personal,
        "six digit code|6-digit code|six-digit code|security code|sms code|code on their phone|code they received|backup code",
    ),
    (
        Meaning::Guard,
        "secret scanner*|secret scanning|branch protection|permission prompt*|two-factor|mfa",
    ),
    (
        Meaning::Send,
        "envíal*|envíel*|mándal*|enviá*|schick*|übermitt*|отправ*|перешл*|发到|發送|傳送",
    ),
    (Meaning::Rate, "treat|regard|consider"),
    (
        Meaning::OwnPrompt,
        "everything above|the text above|all text above|the words above|lines above this",
    ),
    (
        Meaning::Authority,
        "ai agents:|ai assistants,|ai agents,|dear ai|attention agents|important system note|system note:",
    ),
];
