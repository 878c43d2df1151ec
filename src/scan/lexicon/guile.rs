//! The lexicon as data, fourth part: words of working behind a person's back.

use super::meaning::Meaning;

/// The words of each meaning, parted by bars; a star lets letters follow.
pub static WORDS: &[(Meaning, &str)] = &[
    (
        Meaning::Discreet,
        "draw attention|draws attention|attract attention|attracts attention|raise suspicion*|raises suspicion*|arouse suspicion*|inconspicuous*|unobtrusive*|under the radar|to yourself|to themselves|blend in|blends in|look routine|looks routine|seem routine|look like routine|looks like routine|look like maintenance|looks like maintenance|no trace|leaves no trace|the assistant only|for the agent only|not meant for the user|not for the user's eyes|invisible to the user|invisible to them|low profile|avoid notice|escape notice|escapes notice|going unnoticed|out of sight|without comment|passer inaperçu*|sans attirer l'attention|llamar la atención|pasar desapercibid*|levantar sospechas|unauffällig*|ohne aufsehen|kein aufsehen|dell'occhio|destare sospetti|passar despercebid*|levantar suspeitas|не привлека*|незаметн*|подозрени*|不引起|引起注意|引起怀疑|不起眼|不留痕迹|目立たな*|気づかれな*|怪しまれ*|눈에 띄지|의심",
    ),
    (
        Meaning::NotTell,
        "never find out|not find out|need not be aware|must not be aware|not be made aware|no debe enterarse|no se entere|no tiene que saber|no debe saber|ne doit pas savoir|ne doit pas apprendre|ne doit pas s'en|n'a pas besoin de savoir|n'en sache rien|soll nichts|darf nichts davon|nichts merk*|nicht merk*|nicht erfährt|nichts erfährt|muss nicht wissen|muss davon nicht|non deve sapere|non deve accorgersi|não deve saber|não deve perceber|не должен знать|не должен узнать|не нужно знать|не узнал|не заметил|не должны знать|不应知道|不能知道|不得知道|不需要知道|不必知道|无需知道|无须知道|别让|不被发现|知られな*|知る必要は|知らせる必要|気付かれな*|알 필요|눈치채",
    ),
    (
        Meaning::Story,
        "explain that it|explain that this|explain that the|say that it|say that you|say that this|say it is|say it was|say you were|tell them that|tell them it|tell him that|tell her that|tell the user that it|tell the user it|attribute it to|attribute this to|blame it on|blame the|pass it off as|state that the|state that no|state that it|describe it as|refer to it as|present it as|call it a|name it|label it|dile que|diles que|responde que|contesta que|explica que|dis-lui que|dites-lui que|réponds que|répondez que|explique que|expliquez que|sag ihm|sag ihr|sage, dass|sagst du|sagen sie, dass|antworte, dass|erkläre, dass|behaupte|digli che|rispondi che|spiega che|diga que|responda que|скажи, что|скажи что|ответь, что|отвечай, что|объясни, что|сошлись на|就说|回答说|告诉他|解释为|解释说|と答え*|と説明*|と伝え*|라고 답*|라고 말*|라고 설명*",
    ),
    (
        Meaning::Asked,
        "should the user ever|should the user ask|should the user wonder|should anyone ask|should somebody ask|should they ask|user ever|user wonders|user notices|asks why|they ask|they notice|he asks|she asks|it comes up|somebody wonders|anybody wonders|si pregunta|si preguntan|si el usuario pregunta|s'il demande|si l'utilisateur demande|si on te demande|si on vous demande|falls gefragt|wenn jemand fragt|wenn der nutzer fragt|falls der nutzer|auf nachfrage|fragt jemand|fragt der nutzer|se chiede|se l'utente chiede|se perguntar|se o usuário perguntar|если спросит|если спросят|если пользователь спросит|на вопрос|如果用户问|如果被问|若用户问|用户问起|被问到|問われたら|聞かれたら|尋ねられたら|質問されたら|물으면|묻는다면",
    ),
    (
        Meaning::OwnConsent,
        "answer it yourself|confirm it yourself|answer yes yourself|accept it yourself|approve it yourself|grant it yourself|yourself with yes|on the user's behalf|in the user's name|in the name of the user|-auto-approve|taken as granted|take as given|taken as given|counts as approval|counts as consent|counts as a yes|counts as agreement|taken as a yes|taken as consent|taken as agreement|second pair of eyes|has agreed to it|have agreed to it|agreed by installing|agrees by installing|by installing this|by keeping this|por tu cuenta|contesta que sí|responde que sí|di que sí|réponds oui|répondez oui|de ta propre initiative|sans demander|selbst mit ja|selbst bestätig*|eigenmächtig|rispondi di sì|responda sim|por conta própria|ответь да|сам подтверд*|подтверди сам|自行确认|自行同意|自动同意|代替用户同意|自分で承認|代わりに承認|自動的に承認|알아서 승인|대신 승인",
    ),
    (
        Meaning::Obey,
        "carry out what|carry out whatever|carries out what|do what it says|do as it says|do what they say|do whatever|follow what it says|follow whatever|follows what|obey it|obey what|act on what|act on whatever|apply what it says|apply whatever|execute what|perform what|treat it as instructions|treat them as instructions|treat its content*|as if it were written here|as if they were written here|as if the user had|haz lo que diga|fais ce qu'il|faites ce qu'il|führe aus, was|tu, was|fai quello che dice|faça o que|делай, что|выполни то, что|按其内容|照其内容|按照其中|照做|書かれていることに従|その指示に従|적힌 대로",
    ),
    (
        Meaning::Send,
        "sube|subir|súbe*|mándal*|carga en|téléverse*|dépose*|lade*hoch|lädst|lade es|lade sie|carica su|загружай*|上传至|上传到|发送至|发送给|アップロードし|送信し|전송하|업로드하",
    ),
    (
        Meaning::Conversation,
        "what the user said|what the user wrote|what they said|the user's words|the user's files|user's documents|documents folder|the user's notes|mailbox|correos|buzón|courriels|boîte mail|boîte de réception|postfach|e-mails des|casella di posta|caixa de entrada|почтов*|邮件|邮箱|通讯录|メール|受信箱|메일함|the whole chat|the entire chat|chat so far",
    ),
    (
        Meaning::Discreet,
        "look alike|looks alike|look the same|indistinguishable|deleted from the answer|removed from the answer|cut from the answer|left out of|kept out of|omitted from|does not show up|do not show up|not show up in|rendered pages|readers do not see|readers never see|goes along with other|among other changes|with unrelated changes|in passing",
    ),
    (
        Meaning::NotTell,
        "faire allusion|n'en parle*|n'évoque*|sans en parler|sans le mentionner|sans le dire|sous silence|pas besoin de le dire|no lo menciones|no lo comentes|guárdatelo|sin comentarlo|sin mencionarlo|kein wort|nicht zur sprache|unerwähnt|für dich behalten|behalte es für|behalte das für|senza dirlo|non dirlo|non parlarne|tieni per te|sem dizer|não fale|não comente|guarde para si|не упомина*|не рассказыва*|умолчи|умалчива*|держи при себе|не докладывай|不要说明|不必说明|不要提起|无需提及|不用提|只字不提|闭口不提|不要向用户|不必向用户|无需向用户|触れない*|触れずに|言わない*|伏せ*|内密|報告しない*|報告せず|밝히지|알릴 필요|보고하지|알리지",
    ),
    (
        Meaning::OwnConsent,
        "do not bother asking|don't bother asking|permission is not needed|permission isn't needed|no permission is needed|approval is not needed|no approval is needed|inutile de demander|inutile d'en demander|pas besoin de demander|pas la peine de demander|sans son accord|sans leur accord|no hace falta pedir|no es necesario pedir|no hace falta preguntar|no pidas permiso|sin su permiso|sin su consentimiento|nicht nötig zu fragen|brauchst nicht zu fragen|musst nicht fragen|ohne rücksprache|ohne erlaubnis|ohne einwilligung|senza il permesso|senza il consenso|non serve chiedere|sem o consentimento|não é preciso pedir|não precisa pedir|без спроса|без согласия|без разрешения|разрешения не нужно|не нужно спрашивать|не спрашивая|不必询问|不用询问|无需询问|不必征求|无需征求|未经用户|许可を求めず|許可を求めず|許可は不要|確認は不要|承認は不要|断りなく|無断で|허락 없이|동의 없이|허가 없이|물어볼 필요|확인할 필요",
    ),
    (
        Meaning::Priority,
        "l'emporte|prime sur|priment sur|prevalece*|tiene prioridad|tienen prioridad|hat vorrang|haben vorrang|geht vor|gehen vor|ha la precedenza|tem precedência|имеет приоритет|важнее|优先于|以此为准|优先级高于|を優先|が優先|우선",
    ),
    (
        Meaning::Personal,
        "bank statement*|relevés bancaires|kontoauszüge*|extractos bancarios|estratti conto|extratos bancários|банковск* выписк*|银行流水|对账单|明細書|거래 내역",
    ),
    (
        Meaning::Carry,
        "copy|copies|copied|rsync|scp|mirror|mirrors|replicate|replicates|move|moves|hand over|hands over|pass on|passes on|request|request to|query|call|ping|post|posting|report|reports|pack|packs|join|attach|attaches|deposit|drop it|drops it|dépose*|copie|copia|kopiere*|kopiert|скопируй*|скопировать|复制|拷贝|コピー|복사",
    ),
    (
        Meaning::Spread,
        "other skill|each repository|each project|skills folder|skill directories|skill directory|other plugins|every plugin|neighbouring skills|any project|every new project|wherever you work",
    ),
    (
        Meaning::Trigger,
        "say the word|says the word|mention the word|mentions the word|say the phrase|says the phrase|hear the word|on the first of|every friday|each friday|on fridays|after office hours|outside working hours|outside office hours|when nobody is|once a month|after a week|after the third|from the third",
    ),
    (
        Meaning::Drastic,
        "-destroy|the backups|all backups|rewrite history|rewrite the history|overwrite the history|truncate|erase|drop the database|delete the branch|delete the remote",
    ),
    (
        Meaning::Memory,
        "agent instructions|agent's instructions|assistant's instructions|instruction file*|instructions file*|rules file*|config of the agent",
    ),
];
