//! Words by which the shipped categories of plugins are known: those of a group stand for all that is
//! in it. In the singular; a plural counts as its singular.

/// The words of a category, if it is one that ships.
pub fn of(slug: &str) -> Option<impl Iterator<Item = &'static str>> {
    let (_, words) = WORDS.iter().find(|(known, _)| *known == slug)?;
    Some(words.split_whitespace())
}

const WORDS: &[(&str, &str)] = &[
    (
        "development",
        "code coding developer development programming language framework library sdk api \
         backend frontend mobile web app typescript javascript python rust golang java \
         kotlin swift dotnet csharp php ruby react vue angular nextjs django fastapi \
         nodejs monorepo git commit architecture microservice design pattern refactor \
         debugging debug migration shell scripting cli compiler embedded game blockchain \
         smart contract ui ux llm agent prompt mcp skill plugin claude",
    ),
    (
        "development-code-review",
        "review reviewer refactoring refactor lint linting linter cleanup smell \
         pr",
    ),
    (
        "development-testing",
        "test tdd testing qa pytest jest playwright coverage fixture mock e2e",
    ),
    (
        "development-documentation",
        "docs documentation changelog readme diagram docstring docx pdf pptx slide \
         presentation",
    ),
    (
        "devops",
        "devops sre server linux cluster production infrastructure cloud automation \
         operation",
    ),
    (
        "devops-deployment",
        "deploy deployment kubernetes terraform docker helm cloud infrastructure aws \
         azure gcp container ansible serverless gitops rollback",
    ),
    (
        "devops-monitoring",
        "monitoring observability metric alert alerting incident tracing prometheus \
         grafana slo postmortem diagnostic telemetry",
    ),
    (
        "devops-ci-cd",
        "ci cd cicd pipeline workflow gitlab jenkins release build",
    ),
    (
        "marketing",
        "marketing brand branding advertising growth landing audience",
    ),
    ("marketing-seo", "seo keyword ranking serp backlink snippet"),
    (
        "marketing-content",
        "content copywriting blog newsletter social publishing tweet editorial",
    ),
    (
        "marketing-analytics",
        "campaign attribution funnel engagement",
    ),
    ("sales", "sale selling customer revenue quote proposal"),
    ("sales-outreach", "outreach cold email followup"),
    ("sales-crm", "crm salesforce hubspot deal account"),
    ("sales-prospecting", "prospecting lead prospect buyer"),
    ("support", "support helpdesk customer"),
    (
        "support-ticketing",
        "ticket ticketing zendesk helpdesk escalation",
    ),
    ("support-knowledge-base", "faq wiki article knowledge"),
    (
        "data",
        "data database sql dataset model modeling machine learning ml training neural \
         deep research scientific science literature paper biology chemistry physics \
         medical clinical genomics finance financial market trading quantitative \
         spreadsheet excel csv",
    ),
    (
        "data-analysis",
        "analysis analytics analyze statistic statistical pandas sql science \
         bioinformatics dataset regression forecasting clustering simulation genomics \
         sequencing molecular protein cell single drug chemistry clinical omics \
         prediction inference numpy literature scikit exploratory query experiment research",
    ),
    (
        "data-visualization",
        "visualization visualize chart plot plotting dashboard matplotlib figure graph \
         plotly seaborn",
    ),
    (
        "data-etl",
        "etl ingestion warehouse dbt airflow spark pipeline streaming parquet dataframe \
         transformation integration",
    ),
    (
        "security",
        "security secure threat attack defense malware hardening encryption cryptography \
         reverse engineering",
    ),
    (
        "security-scanning",
        "vulnerability sast scanning scanner pentest security cve dependency fuzzing",
    ),
    (
        "security-compliance",
        "compliance gdpr hipaa soc2 iso legal regulatory policy accessibility wcag",
    ),
    (
        "security-audit",
        "audit auditing permission governance trail",
    ),
];
