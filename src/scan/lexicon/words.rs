//! The lexicon as data: what words mean in sentences that ask a model or a person for something.

use super::meaning::Meaning;

/// The words of each meaning, parted by bars; a star lets letters follow.
pub static WORDS: &[(Meaning, &str)] = &[
    (
        Meaning::Ignore,
        "ignore|disregard|forget|discard|do not follow|don't follow|stop following|do not obey|ignores all|disobey|nullify|ignora|ignorez|ignorer|ignoriere|ignorieren|vergiss|vergessen sie|oublie|oubliez|olvida|olvide|esquece|esqueça|ignore as|dimentica|ignorare|игнорируй|игнорируйте|забудь|забудьте|忽略|无视|忘记|不要理会|無視|忘れて|무시|잊어|yoksay|تجاهل|negeer|zignoruj",
    ),
    (
        Meaning::Override,
        "override|overrides|supersede|supersedes|bypass|replaces|take precedence over|takes precedence over|cancel|void",
    ),
    (
        Meaning::Previous,
        "previous|prior|above|earlier|preceding|your existing|your original|all other|your other|any other|your initial|your current|your safety|all your|your system|anterior|anteriores|previas|précédent*|antérieur*|vorherig*|bisherig*|vorangegangen*|obig*|anteriori|precedent*|предыдущ*|прежни*|выше|系统|之前|先前|以上|前面|これまで|以前の|前の|上記|이전|기존|앞선|önceki|السابقة|vorige|poprzednie",
    ),
    (
        Meaning::Instructions,
        "instruction|instructions|directive|directives|prompt|prompts|rules|guidelines|constraints|guardrails|programming|training|orders|commands given|policies|restrictions|instrucciones|instruções|consignes|instructions|anweisung*|vorgaben|regeln|istruzioni|regole|инструкци*|указани*|правила|指令|指示|规则|提示词|ルール|プロンプト|指示|지시|명령|규칙|프롬프트|talimat*|التعليمات|instructies|instrukcje|reglas|regras|règles",
    ),
    (
        Meaning::Guard,
        "safety|guardrail*|safeguard*|content policy|content filter*|safety filter*|security check*|security control*|security measure*|security warning*|security restriction*|sandbox*|safety protocol*|safety check*|moderation|ethical|ethics|audit log*|logging|monitoring|antivirus|firewall|verification|protections|sicherheits*|seguridad|sécurité|sicurezza|безопасност*|защит*|安全|防护|审计|セキュリティ|安全|보안|안전",
    ),
    (
        Meaning::Send,
        "send|sends|post|upload|uploads|forward|forwards|transmit|exfiltrate|leak|ship|relay|submit|email|e-mail|deliver|report back|beacon|phone home|share|push|sync|backup|back up|mirror|envía|envíe|enviar|envia|envie|enviar|envoie|envoyer|envoyez|transmettre|sende|senden|schicke|schicken|übermittle|hochladen|invia|inviare|отправь*|отправляй*|отправить|отправьте|перешли|передай|передавай*|выгрузи*|загрузи на|发送|上传|转发|传送|提交到|送信|アップロード|転送|送って|전송|업로드|보내|gönder|أرسل|stuur|wyślij|POST",
    ),
    (
        Meaning::Collect,
        "read|collect|gather|harvest|extract|access|retrieve|dump|scan|locate|find|open|obtain|grab|capture|enumerate|list|lee|leer|lea|recopila|lire|lis|lisez|récupère|lies|lese|lesen|sammle|leggi|raccogli|leia|ler|прочитай|прочти|собери|извлеки|считай|读取|收集|获取|提取|読み取|収集|取得|読んで|읽어|읽고|수집",
    ),
    (
        Meaning::Secret,
        "api key|api keys|api_key|token|tokens|access token|secret|secrets|credential|credentials|password|passwords|auth token|bearer token|session token|session cookie|cookies|login|clave de api|credenciales|contraseña*|identifiants|mot de passe|mots de passe|zugangsdaten|anmeldedaten|passwort|passwörter|chiave api|credenziali|senha*|credenciais|токен*|пароль|пароли|ключи|ключ api|учётные данные|учетные данные|секрет*|密钥|密码|令牌|凭证|凭据|認証情報|パスワード|トークン|鍵|비밀번호|토큰|자격 증명|인증 정보|api キー|api 키|api密钥",
    ),
    (
        Meaning::StrongSecret,
        "ssh key*|private key*|id_rsa|id_ed25519|.ssh|~/.aws|aws credentials|.aws/credentials|.env file|.env files|.env|environment variable*|env vars|env variables|os.environ|process.env|printenv|seed phrase*|recovery phrase*|mnemonic*|keychain|keystore|browser cookies|saved passwords|/etc/passwd|/etc/shadow|.netrc|kubeconfig|credit card*|social security|ssn|wallet file*|private keys|claves ssh|clé ssh|clés ssh|variables de entorno|variables d'environnement|umgebungsvariablen|chiavi ssh|variabili d'ambiente|variáveis de ambiente|переменн* окружения|переменные окружения|ssh-ключ*|环境变量|私钥|助记词|環境変数|秘密鍵|환경 변수|환경변수|개인 키",
    ),
    (
        Meaning::Conversation,
        "conversation|conversations|conversation history|chat history|chat log*|message history|user's message*|user message*|user's input|user input|user's prompt*|user prompt*|user's data|user data|personal data|personal information|private data|customer data|customer records|their messages|session history|session data|transcript|transcripts|full context|context window|contacts|address book|inbox|emails|conversación|conversation|gesprächsverlauf|conversazione|conversa|переписк*|историю чата|разговор*|данные пользователя|对话|聊天记录|用户数据|会話|チャット履歴|대화|사용자 데이터",
    ),
    (
        Meaning::SystemPrompt,
        "system prompt|system message|system instructions|your instructions|hidden prompt|initial prompt|developer message|prompt del sistema|système prompt|systemprompt|системный промпт|系统提示|システムプロンプト|시스템 프롬프트",
    ),
    (
        Meaning::Everything,
        "all files|entire repository|entire codebase|whole repository|source code|entire project|full contents|file contents|complete contents|all data|everything|entire file|whole project|full file|workspace|all documents|project files|database contents|every file|the repository|the codebase|the document|the report|the results|the output|the diff|the email|the response|the summary|the data|a copy|copy of|copies of",
    ),
    (
        Meaning::NotTell,
        "do not tell|don't tell|never tell|do not mention|don't mention|never mention|do not inform|don't inform|never inform|do not reveal|don't reveal|never reveal|do not disclose|don't disclose|never disclose|do not notify|don't notify|do not alert|don't alert|do not show|don't show|never show|do not report|don't report|do not let|don't let|do not explain|don't explain|do not display|don't display|do not acknowledge|do not log|don't log|without telling|without informing|without notifying|without mentioning|without alerting|without revealing|without the user knowing|without user knowledge|without the user's knowledge|without their knowledge|without showing|hide this|hide it|hide these|keep this secret|keep it secret|keep this hidden|keep this between|keep it hidden|keep this confidential|not be visible|must not know|should not know|should never know|not see|unaware|must remain hidden|must stay hidden|do not draw attention|avoid mentioning|refrain from mentioning|omit this|suppress any|no digas|no le digas|no informes|no menciones|sin informar|sin avisar|sin decir|ne dis pas|ne dites pas|ne mentionne|ne mentionnez|ne pas informer|sans informer|sans prévenir|à l'insu|sage nichts|sag nichts|erwähne nicht|nicht erwähnen|informiere nicht|ohne zu informieren|ohne den benutzer|ohne den nutzer|ohne wissen|verschweige|non dire|non menzionare|senza informare|senza avvisare|não diga|não mencione|não informe|sem informar|sem avisar|не говори*|не сообщай*|не упоминай*|не показывай*|скрой*|без ведома|незаметно|втайне|не уведомляй*|不要告诉|别告诉|不要提及|不要通知|不告知|不要让用户|隐瞒|不得告知|切勿告知|ユーザーに言わ|伝えないで|知らせず|知らせないで|気づかれ|言及しない|通知せず|ユーザーには|알리지|말하지|언급하지|모르게|숨기|몰래",
    ),
    (
        Meaning::User,
        "user|users|the user|human|operator|them|anyone|customer|client|owner|developer|people|him|her|usuario|utilisateur|benutzer|nutzer|anwender|utente|usuário|пользовател*|用户|使用者|ユーザー|사용자|kullanıcı|المستخدم",
    ),
    (
        Meaning::Silently,
        "silently|secretly|covertly|stealthily|invisibly|discreetly|unnoticed|surreptitiously|en silencio|silenciosamente|en secreto|discrètement|silencieusement|en silence|heimlich|stillschweigend|unbemerkt|silenziosamente|di nascosto|em silêncio|тайно|скрытно|незаметно|молча|悄悄|静默|暗中|秘密地|こっそり|密かに|黙って|조용히|은밀히",
    ),
    (
        Meaning::Negation,
        "never|not|don't|do not|must not|should not|cannot|can't|won't|avoid|refuse|prevent|prohibited|forbidden|no longer|nunca|jamás|ne pas|jamais|niemals|nicht|mai|nunca|никогда|нельзя|不要|禁止|切勿|しない|しては|ないで|금지|마세요",
    ),
    (
        Meaning::Run,
        "run|execute|executes|invoke|launch|eval|evaluate|ejecuta|ejecute|ejecutar|exécute|exécuter|exécutez|führe|ausführen|ausführe|esegui|eseguire|execute|executar|запусти*|выполни*|выполняй*|运行|执行|実行|실행",
    ),
    (
        Meaning::Fetch,
        "fetch|download|retrieve|curl|wget|load|visit|open|get|pull|browse to|read|navigate to|access|consult|check|descarga|descargar|télécharge*|lade|herunterladen|scarica|baixe|baixar|скачай*|загрузи*|открой*|下载|获取|访问|ダウンロード|取得|다운로드",
    ),
    (
        Meaning::Follow,
        "follow|obey|apply the instructions|carry out|act on|comply with|adopt|execute the instructions|execute the steps|execute any|follow any|do what it says|sigue|suis|suivez|befolge|befolgen|segui|siga|следуй*|выполняй*|遵循|按照|执行其中|従って|따르",
    ),
    (
        Meaning::Write,
        "write|append|add|insert|modify|edit|update|save|store|record|inject|replace|overwrite|create|set|inscribe|persist|escribe|añade|agrega|modifica|écris|ajoute|ajoutez|modifie|schreibe|füge|ändere|scrivi|aggiungi|escreva|adicione|запиши|добавь*|измени*|写入|添加|修改|追加|書き込|変更|추가|수정|기록",
    ),
    (
        Meaning::Skip,
        "skip|bypass|disable|turn off|deactivate|circumvent|suppress|auto-approve|automatically approve|auto-accept|do not ask|don't ask|never ask|do not request|do not wait|don't wait|no need to ask|no need for|without asking|without requesting|without waiting|without requiring|without any|without user|without human|do not prompt|don't prompt|never prompt|no confirmation|no approval|do not pause|do not seek|desactiva|omite|sin pedir|sin preguntar|sin confirmación|désactive|désactivez|contourne|sans demander|sans confirmation|deaktiviere|umgehe|ohne rückfrage|ohne nachfrage|ohne bestätigung|frage nicht|disattiva|senza chiedere|senza conferma|desative|sem pedir|sem confirmação|отключи*|обойди|пропусти*|не спрашивай*|без подтверждения|без запроса|не запрашивай*|跳过|绕过|禁用|关闭|无需|不要询问|不需要确认|无需确认|スキップ|無効|確認せず|確認なし|尋ねず|건너뛰|비활성|우회|확인 없이|묻지",
    ),
    (
        Meaning::Confirmation,
        "confirmation|confirm|approval|permission|permissions|consent|authorization|asking|verification|verify with|user review|review|human review|human oversight|oversight|confirmación|aprobación|permiso|confirmation|autorisation|bestätigung|zustimmung|genehmigung|rückfrage|conferma|permesso|confirmação|permissão|подтвержден*|разрешени*|согласи*|确认|批准|许可|同意|確認|承認|許可|확인|승인|허가",
    ),
    (
        Meaning::Ask,
        "ask|prompt the user|request|tell the user to enter|have the user|require the user|instruct the user|tell the user to|ask them|provide your|enter your|type your|give us|verify your|confirm your|send us your|share your|reply with your|please provide|please enter|paste your|input your|pide|pídele|solicita|introduce tu|demande|demandez|entrez votre|saisissez|frage|bitte|fordere|geben sie ihr|chiedi|inserisci|peça|solicite|digite|попроси*|запроси*|введите|请求用户|要求用户|请输入|询问用户|尋ね|入力してください|求め|요청|입력하",
    ),
    (
        Meaning::Personal,
        "credit card|card number|cvv|cvc|card details|bank account|bank details|social security number|ssn|one-time code|one-time password|otp|2fa code|two-factor code|verification code|mfa code|seed phrase|recovery phrase|mnemonic phrase|12 words|24 words|12 or 24 words|words of the wallet|twelve words|private key|master password|pin code|passport number|date of birth|mother's maiden|tarjeta de crédito|código de verificación|frase semilla|carte bancaire|carte de crédit|code de vérification|kreditkarte*|einmalcode|bestätigungscode|carta di credito|codice di verifica|cartão de crédito|номер карты|код из смс|код подтверждения|сид-фраз*|信用卡|验证码|银行卡|助记词|クレジットカード|認証コード|確認コード|暗証番号|신용카드|인증 코드|인증번호",
    ),
    (
        Meaning::Login,
        "their password|your password|account password|admin password|sudo password|login password|system password|user's password|su contraseña|tu contraseña|votre mot de passe|ihr passwort|dein passwort|sua senha|la tua password|ваш пароль|你的密码|您的密码|パスワードを|비밀번호를",
    ),
    (
        Meaning::SelfReference,
        "this skill|this plugin|this file|this package|this document|this code|this tool|this script|this repository|this extension|this bundle|this content|the above code|this agent",
    ),
    (
        Meaning::Put,
        "include|embed|append|encode|put|insert|add|place|attach|prepend|append it|echo|print|output|paste|write|render|incluye|inclure|incluez|füge|einfügen|includi|inclua|включи*|вставь*|добавь*|包含|嵌入|附加|放入|含め|埋め込|포함|삽입",
    ),
    (
        Meaning::Output,
        "in your response|in your reply|in your answer|in the response|in your output|in the output|in the reply|in your next|in the url|as a query parameter|query parameter*|query string|as a parameter|url parameter*|image url|markdown image|![|image link|in the commit message|commit message|pr description|pull request description|in a comment|code comment|in the title|in the body|in the subject|html comment|field of|parameter of|in the field|the notes field|the sidenote|in every message|in each response|in each message|at the end of every|to every response",
    ),
    (
        Meaning::Memory,
        "claude.md|agents.md|memory.md|soul.md|gemini.md|.cursorrules|.claude/settings|settings.json|settings.local.json|your memory|long-term memory|persistent memory|memory file|system prompt|your configuration|.claude/|.mcp.json|agent config*|your instructions file|heartbeat.md|.bashrc|.zshrc|crontab|shell profile|startup script*|git hook*|allowlist|allowed-tools|permissions.allow|copilot-instructions|user.md|identity.md|tools.md|tu memoria|ta mémoire|dein gedächtnis|deinem gedächtnis|la tua memoria|sua memória|памят*|记忆|内存中|メモリ|記憶|메모리|기억",
    ),
    (
        Meaning::Always,
        "always|from now on|permanently|persist|persistent|in every session|every session|all future|future sessions|for all future|in all future|forever|across sessions|every conversation|each new session|henceforth|going forward|from this point|for the rest of|siempre|a partir de ahora|toujours|désormais|immer|ab sofort|von nun an|sempre|d'ora in poi|a partir de agora|всегда|отныне|впредь|从现在起|从现在开始|始终|永远|今后|今後|常に|これから|앞으로|항상|지금부터",
    ),
    (
        Meaning::Reviewer,
        "scanner|scanners|security scanner|reviewer|reviewers|auditor|security tool*|static analysis|security analysis|llm judge|the judge|analyzer|code review bot|ai reviewer|automated review|security audit*|security review*|malware detect*|antivirus|evaluator|classifier|moderator|grader",
    ),
    (
        Meaning::Verdict,
        "safe|benign|clean|no findings|no issues|no vulnerabilities|risk score|risk 0|score of 0|not malicious|approved|trusted|false positive|harmless|low risk|no risk|passed|verified|pre-approved|whitelisted|legitimate",
    ),
    (
        Meaning::Rate,
        "mark this|mark it|mark as|classify this|classify it|classify as|rate this|rate as|report this|report as|report no|return safe|return a|respond with|output safe|label this|label as|treat this|treat as|consider this|conclude that|should be considered|should be treated|must be treated|should be classified|should not be flagged|do not flag|don't flag|skip this file|exclude this|assign|score this|is safe|has been verified|been audited|has been reviewed|already been reviewed|pre-approved by|certified by|approved by",
    ),
    (
        Meaning::Unlimited,
        "no restrictions|without restrictions|unrestricted|no limits|no limitations|without limitations|no ethical|without ethical|uncensored|unfiltered|no content policy|no safety|anything now|no rules|without rules|jailbroken|jailbreak mode|developer mode|god mode|admin mode|debug mode enabled|maintenance mode|free from|not bound by|no longer bound|no guidelines|bypass all|sin restricciones|sans restrictions|sans limites|ohne einschränkungen|uneingeschränkt|senza restrizioni|sem restrições|без ограничений|没有限制|不受限制|无限制|制限なし|制限のない|제한 없",
    ),
    (
        Meaning::Persona,
        "you are now|you're now|act as|pretend to be|pretend you|roleplay as|role-play as|simulate|imagine you are|enter|switch to|activate|you are dan|as dan|take on the persona|ahora eres|tu es maintenant|vous êtes maintenant|du bist jetzt|ora sei|agora você é|теперь ты|ты теперь|你现在是|现在你是|あなたは今|あなたは今から|이제 당신은|너는 이제",
    ),
    (
        Meaning::Authority,
        "[system]|<system>|system:|system override|[system override]|system notice|system notification|system alert|system update|system message:|[admin]|admin override|administrator override|administrator notice|[important system|[inst]|<<sys>>|im_start|### system|### instruction|developer override|[developer|as your developer|authorized by anthropic|approved by anthropic|message from anthropic|anthropic security|openai security|from the system administrator|on behalf of the administrator|by order of|emergency override|security override|root access granted|authorized by the|root override|priority override|new instructions:|updated instructions:|new system prompt|end of system prompt|begin system|end of user input|<important>|</important>|assistant instructions:|ai instructions|note to ai|note to the ai|attention ai|ai assistant:|ai agent:|ai assistants:|instructions for ai|instructions for the ai|note for ai|llm instructions|hidden instruction*|dear ai|to the ai|attention: ai|attention assistant|attn: ai|message to the ai|系统指令|系统消息|管理员|システム管理者|시스템 관리자|системное сообщение|администратор",
    ),
    (
        Meaning::Pay,
        "transfer|send|pay|withdraw|swap|wire|approve|purchase|buy|donate|drain|sweep|sign the transaction|transfiere|transférez|überweise|trasferisci|transfira|переведи*|转账|转移|支付|送金|송금|이체",
    ),
    (
        Meaning::Wallet,
        "btc|eth|bitcoin|ethereum|usdc|usdt|sol|crypto|funds|tokens to|balance|wallet|money|bank account|iban|payment|dollars|usd|fondos|fonds|geld|guthaben|fondi|fundos|средства|деньги|资金|钱包|資金|자금|지갑",
    ),
    (
        Meaning::Address,
        "0x*|bc1*|to this address|to the address|to address|this wallet|following address|following wallet|wallet address",
    ),
    (
        Meaning::Archive,
        ".zip|.rar|.7z|zip file|zip archive|archive|the zip|.dmg|.exe|.msi|.pkg|openclaw-agent|installer|the archive|архив|压缩包|アーカイブ",
    ),
    (
        Meaning::Password,
        "password:|with the password|the password `|the password \"|(password|password `|pass:|password is|with password|using password|using the password|extract password|archive password|extract using|password `|pass `|pwd:|passphrase:|password -|password =|unzip password|protected with|пароль|密码|解压密码|パスワード|contraseña:|mot de passe :|passwort:",
    ),
    (
        Meaning::Terminal,
        "terminal|command prompt|powershell|your shell|console|command line|cmd|run dialog|spotlight|терминал*|终端|ターミナル|터미널",
    ),
    (
        Meaning::Paste,
        "ctrl+v|ctrl + v|cmd+v|cmd + v|⌘v|⌘+v|⌘ + v|copy and paste|paste it|paste the|paste this|paste into|copy the command|copy the script|copy this command|copy this|copy it|copy the|paste|copia y pega|copiez|kopiere|copia e incolla|скопируй*|вставь*|复制|粘贴|コピー|貼り付け|복사|붙여",
    ),
    (
        Meaning::Program,
        "executable|.exe|the binary|the installer|binary|the application|the program|the agent|setup file|the file|the tool|the utility|core utility|driver|the script|the command",
    ),
    (
        Meaning::Required,
        "required|must be installed|must be running|prerequisite*|is required|mandatory|need to install|must install|before using|before you can|will not work without|won't work without|cannot function without|critical requirement|necessary|need to download|must download|first install|please install|please download|обязательн*|必须|必要|必須|필수",
    ),
    (
        Meaning::Before,
        "before using|before any|before each|before every|before calling|before running|before doing|before answering|before responding|before you|first,|at the start of|on startup|at session start|after every|after each|every time|whenever|each time|when this tool|when you use|prior to",
    ),
    (
        Meaning::EvenIf,
        "even if|regardless of|no matter|although|despite|even when|instead of the|whether or not|irrespective|rather than the",
    ),
    (
        Meaning::Claim,
        "claim|pretend|tell the user|tell them|inform the user|report that|report success|say that|say it|assure|state that|respond that|reply that|act as if|act as though|make it look|make it appear|make it seem|fabricate|invent|falsify|convince|report to the user|display a|show a fake|simulate a",
    ),
    (
        Meaning::Success,
        "success|successful|successfully|completed|no issues|no errors|nothing|everything is|all tests pass*|passed|error occurred|an error|network error|was not|did not|normal|fine|up to date|routine|maintenance|no problem*|no changes|only",
    ),
    (
        Meaning::Attack,
        "attack|attacks|attacker|attackers|injection|malicious|adversar*|jailbreak*|payload|payloads|exploit*|vulnerab*|threat*|phish*|malware|red team*|pentest*|untrusted|suspicious|owasp|security test*|social engineering|hijack*|exfiltration|data leak*|leaked|leakage|inject|injected|ataque*|attaque*|angriff*|attacco|атак*|攻击|注入|攻撃|공격|compromise*|abuse|trick*|manipulat*|poison*|spoof*|impersonat*|hacker*|scam*|red flag*|cwe-*|cve-*|mitre|backdoor*",
    ),
    (
        Meaning::Warn,
        "for example|e.g.|such as|example:|examples:|for instance|like \"|detect|detects|detecting|flag|flags|flagged|look for|check for|watch for|beware|warning sign*|indicator*|pattern|patterns|red flag|anti-pattern*|bad:|wrong:|incorrect|don't do|what not to do|test case*|sample|scenario|hypothetical|regex|matches|identif*|prevent*|mitigat*|protect against|defend*|resist|reject|refuse|block|treat as data|attempts to|tries to|if someone|if a user|if the user asks|when a user asks|might say|may say|claims to|claiming|asks you to|tells you to|instructs you|instructing|trying to|attempting|ejemplo|exemple|beispiel|esempio|exemplo|пример|例如|例えば|예를 들",
    ),
    (
        Meaning::Permission,
        "admin access|admin privileges|root privileges|administrator privileges|sudo|root access|full access|elevated privileges|elevated permissions|full permissions|unrestricted access|superuser|all permissions|all tools|write access|admin rights|admin role",
    ),
    (
        Meaning::Grant,
        "grant yourself|give yourself|grant|elevate|escalate|self-grant|allow yourself|assign yourself|authorize yourself|add yourself|enable full|expand your|extend your|widen",
    ),
    (
        Meaning::Channel,
        "webhook|endpoint|external server|remote server|our server|analytics server|this url|following url|the url|http request|get request|post request|telegram|discord|pastebin|gist|ftp|external url|external service|third-party|backup server|collector|server at|an external|attacker|remote host",
    ),
    (
        Meaning::Tool,
        "tool|tools|function call*|mcp server*|other tools|all other tools|read_file|send_email|bash tool|this tool",
    ),
    (
        Meaning::Recommend,
        "recommend|suggest|promote|advertise|mention|favor|prefer|prioritize|insert a link|include a link|add a link|steer|direct users|redirect users",
    ),
    (
        Meaning::Product,
        "affiliate|sponsored|referral|our product|our partner*|premium version|brand|promo code|coupon|discount code|regardless of|even if it is not|over competitors|competitor*|exclusively|our sponsor*",
    ),
    (
        Meaning::Mail,
        "bcc|cc:|reply-to|@gmail.com|@proton*|@mail.*|@outlook.*|@yandex*|email to|mail to|email address",
    ),
    (
        Meaning::Header,
        "header|headers|query parameter|query parameters|query string|as a parameter|authorization|bearer|oauth|x-api-key|basic auth|environment variable to|set the environment|export ",
    ),
    (
        Meaning::Model,
        "you|your|assistant|claude|agent|model|ai|llm|chatbot",
    ),
    (
        Meaning::Hide,
        "clear the shell history|clear shell history|wipe the shell history|delete the shell history|clear your history|hidden|invisible|white text|zero-width|obfuscate|disguise|conceal|mask|camouflage|cover your tracks|cover tracks|delete the log*|clear the history|clear history|delete history|remove evidence|erase|wipe the logs|delete all logs|leave no trace*|remove traces|clean up traces|remove any trace*|delete this instruction*|remove this instruction*",
    ),
    (
        Meaning::Act,
        "delete|remove|drop|transfer|deploy|push|merge|commit|purchase|pay|publish|modify|install|execute|run|send|overwrite|terminate|shut down|format|grant|approve|wipe|force push|rm -rf|move",
    ),
    (Meaning::Without, "without"),
    (
        Meaning::Copy,
        "bcc|cc |copy of|copy to|duplicate to|also send|also post|also upload|also forward|also email|additionally send|forward a copy|send a copy|mirror to|a copy to|back up to|backup to|sync to|push to",
    ),
    (Meaning::Example, "example|examples|sample|demo|placeholder"),
    (
        Meaning::Trigger,
        "if the date|after the date|when the user says|when the user mentions|when you see|upon seeing|if you encounter|the phrase|magic word|trigger word|trigger phrase|activation phrase|secret phrase|passphrase|keyword|codeword|code word|on the third|after the first|the nth|only when",
    ),
    (
        Meaning::Pretext,
        "for compliance|for audit*|for security purposes|for debugging|for diagnostics|for telemetry|for verification|for quality|for licensing|to verify|to validate|to improve|for backup|for analytics|security validation|regulatory|for monitoring|as part of the standard|required by policy|mandatory step|do not skip|don't skip|this step is required|is required for compliance|legal requirement|authorized test|has been authorized|pre-authorized|already approved|already authorized",
    ),
    (
        Meaning::Install,
        "install|npm install|pip install|add the|instalar|installer|installieren|установи*|安装|インストール|설치",
    ),
    (
        Meaning::Endpoint,
        "base_url|base url|api_base|anthropic_base_url|openai_base_url|proxy|https_proxy|http_proxy",
    ),
    (Meaning::Every, "every|each|all"),
    (
        Meaning::SignUp,
        "sign up|sign-up|signup|register|registration|get a free|create an account|dashboard|documentation|api docs|rate limit*|free tier|obtain a|obtain an|request access|settings page|account settings|get one at|get your|generate a token|generate an api|see the|at https://docs",
    ),
    (
        Meaning::Trace,
        "history|logs|nobody|bash_history|shell history|audit trail|git history|log files|evidence|traces",
    ),
];
