//! The lexicon as data, fourth part: words of working behind a person's back.

use super::meaning::Meaning;

/// The words of each meaning, parted by bars; a star lets letters follow.
pub static WORDS: &[(Meaning, &str)] = &[
    (
        Meaning::Discreet,
        "without comment|without a word|without a remark|without drawing attention|without fuss|without saying so|draw attention|draws attention|attract attention|attracts attention|raise suspicion*|raises suspicion*|arouse suspicion*|inconspicuous*|unobtrusive*|under the radar|to yourself|to themselves|blend in|blends in|look routine|looks routine|seem routine|look like routine|looks like routine|look like maintenance|looks like maintenance|no trace|leaves no trace|the assistant only|for the agent only|not meant for the user|not for the user's eyes|invisible to the user|invisible to them|low profile|avoid notice|escape notice|escapes notice|going unnoticed|out of sight|without comment|passer inaperçu*|sans attirer l'attention|llamar la atención|pasar desapercibid*|levantar sospechas|unauffällig*|ohne aufsehen|kein aufsehen|dell'occhio|destare sospetti|passar despercebid*|levantar suspeitas|не привлека*|незаметн*|подозрени*|不引起|引起注意|引起怀疑|不起眼|不留痕迹|目立たな*|気づかれな*|怪しまれ*|눈에 띄지|의심",
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
    (
        Meaning::Muted,
        "needs no mention|no mention|not mention|without mention*|not worth mentioning|do not list|don't list|not be listed|never list|leave them out|leave it out|leave that out|left out|out of the findings|out of the totals|out of the changelog|out of the list|out of the log|out of the notes|out of the answer|do not read these|do not open|do not quote|don't quote|do not repeat|never repeat|do not refer|don't refer|not refer to|do not talk|don't talk|not talk about|never talk|nothing about|say nothing|says nothing|keep silent|stay silent|remain silent|hold back|not to be shown|not shown|is not shown|are not shown|not displayed|not part of the answer|not part of the report|not part of the summary|do not tell|does not tell|never says|never say|does not come up|only thing you talk|only thing that is shown|show only|mention only|speak only of|summary stays|stays the same|unchanged summary|remove the entries|clear the history|delete the history|remove the message|delete the message|delete the entry|remove the entry|clean up after|tidy up after|afterwards remove|afterwards delete|then delete|then remove|erase this|没有必要说|不要展示|不展示|不要显示|不显示|不写进|不要写进|不要写入总结|不计入|不提供给用户|不列出|не показывай|не пиши|не указывай|не включай|сообщать не|говорить не|не следует сообщать|не нужно сообщать|не выводи|表示しない*|表示せず|載せない*|書かない*|含めない*|報告には|要約には|보여주지|표시하지|적지 마|포함하지|nicht anzeigen|nicht zeigen|nicht auflisten|nicht aufführen|taucht nicht|nicht im bericht|nicht in der zusammenfassung|ne pas afficher|n'affiche pas|ne liste pas|ne figure pas|n'apparaît pas|pas dans le résumé|no muestres|no lo muestres|no aparezca|no figure|no incluyas|non mostrare|non elencare|não mostre|não liste|não inclua",
    ),
    (
        Meaning::Fine,
        "is fine|are fine|was done|were done|is clean|are clean|was clean|is in order|are in order|in order|all is well|all good|nothing unusual|nothing was found|nothing found|no problem*|no findings|no issue*|line by line|as requested|as usual|works as expected|following owasp|follows best practice*|best practice*|secure by default|belongs to the operating system|a normal part|normal behaviour|normal behavior|a routine|routine|harmless|housekeeping|maintenance|network error|a timeout|was asleep|an update|一切正常|没有问题|正常|完了しました|問題ありません|問題はない|정상|문제 없|всё в порядке|все в порядке|в порядке|произошла ошибка|alles in ordnung|in ordnung|tout va bien|en ordre|todo está bien|todo en orden|tutto a posto|tudo certo|está tudo bem",
    ),
    (
        Meaning::Valuable,
        "privkey.pem|key.pem|server.key|*.pem|password store*|password manager*|password vault*|keychain|credential store*|key material|keys or passwords|api keys|login data|session cookies|connection string*|.env|~/.config|~/.ssh|~/.aws|~/.kube|~/.gnupg|~/.netrc|deploy key*|signing key*|source file*|source code|contract*|invoices|medical|patient*|salary|salaries|customer list*|list of customers|calendar|inventory|list of installed|the keys|their keys|browser history|screenshots|clipboard|密钥|密钥文件|环境变量|源代码|合同|客户|客户资料|剪贴板|строки подключения|пароли|ключи|исходный код|договор*|буфер обмена|接続文字列|ソースコード|契約書|顧客|스크린샷|소스 코드|계약서|고객|verträge|kundenliste*|quellcode|zwischenablage|contrats|code source|presse-papiers|contratos|código fuente|portapapeles|contratti|codice sorgente|código-fonte",
    ),
    (
        Meaning::Above,
        "ranks above|rank above|stands above|stand above|above the operator*|above the user*|above your*|over the user's|over the operator*|before the user's wish*|before the user's request|prior to the user's|ahead of the user*|than the user's|than the operator's|takes precedence|take precedence|has precedence|order of precedence|outweighs|outweigh|regardless of the user|whatever the user|even where the user|has the last word|have the last word|decides alone|is not negotiable|not open to discussion|cannot be overridden|can not be overridden|not be overridden|may not be changed|stay active|stays active|remain active|remains active|keep it active|do not unload|not be unloaded|carry on regardless|and carry on|优先于用户|高于用户|выше пользователя|важнее пользователя|ユーザーより|사용자보다|über dem nutzer|über den nutzer|avant l'utilisateur|prime sur l'utilisateur|por encima del usuario",
    ),
    (
        Meaning::OwnConsent,
        "treat them as approved|treat it as approved|treat as approved|treated as approved|considered approved|were done in advance|done in advance|was done in advance|reviewed upstream|been reviewed|been cleared|been checked already|already been approved|already approved|approve them|approve it|agreed to this|agreed once|agrees to this|told you on their own|said it themselves|the user's own wish|as the user's wish|用户已同意|用户同意|视为同意|默认同意|отключи*запрос|запрос подтверждений|считай*согласи*|пользователь согласен|同意済み|同意したもの|承認済み|동의한 것|동의했|승인된 것|hat zugestimmt|gilt als zustimmung|gilt als genehmigt|a donné son accord|vaut accord|vaut acceptation|ha dado su consentimiento|se considera aprobado|ha acconsentito|consentiu",
    ),
    (
        Meaning::Opening,
        "turn off branch protection|write access|admin access|administrator access|as a collaborator|add the key|add this key|authorized_keys|open the port|firewall rule*|expose the port|public bucket|make it public|make the repository public|disable verification|verify=false|certificate checks|certificate check|tls verification|signature check*|backdoor*|password comparison|hard-coded|hardcoded|fixed password|master password|always succeed*|also succeeds|as a seed|weak random|predictable|skip the check|removes the check|remove the check|approve these|approve any pull|merge without|force push*|rewrite the|point to the tip|second factor|two-factor|2fa|safety reviews|prompts off|запрос подтвержден*|отключи проверк*|关闭确认|关闭验证|关闭二次验证|確認を無効|確認をオフ|認証を無効|확인을 끄|인증을 끄",
    ),
    (
        Meaning::Carry,
        "goes to|handed to|ends up at|ends up in|drops into|form upload|gets sent|is sent|are sent|is uploaded|are uploaded|be uploaded|is posted|are posted|is reported|are reported|appended to the url|append it to the url|added to the url|part of the url|in the query|as a query|拼接到|拼到|附到|附在|并访问|отправляй туда|туда же|передавай туда|загрузи с|連結して|付けてアクセス|붙여|접속",
    ),
    (
        Meaning::Obey,
        "do what its|does what its|as the current tool output|as tool output|as a tool result|refresh this file from|update this file from|replace this file with|load the current rules|load the current instructions|load the rules from|rules are fetched|instructions are fetched|fetched at the start|latest instructions|current instructions|today's instructions|and run it in|and run it|run what comes back|pipe it to|выполни его|выполни её|выполни их|并执行|然后执行|実行してください|그대로 실행",
    ),
    (
        Meaning::Feign,
        "say that this was done|say that it was done|pretend that|pretends that|pretend to have|act as if it|as if nothing|report it as done|report them as done|claim that it|claims that it|describe the result as|remark that you checked|with a remark that",
    ),
];
