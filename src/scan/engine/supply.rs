//! Package names: famous ones as data, and names one slip away from them.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::scan::lexicon::one_slip;

/// Whose names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Python's.
    Python,
    /// Node's.
    Node,
}

static PYTHON: &[&str] = &[
    "requests",
    "numpy",
    "pandas",
    "matplotlib",
    "scipy",
    "django",
    "flask",
    "fastapi",
    "pydantic",
    "sqlalchemy",
    "pytest",
    "setuptools",
    "urllib3",
    "boto3",
    "botocore",
    "cryptography",
    "pillow",
    "tensorflow",
    "pytorch",
    "transformers",
    "openai",
    "anthropic",
    "langchain",
    "beautifulsoup4",
    "selenium",
    "scikit-learn",
    "colorama",
    "tqdm",
    "pyyaml",
    "jinja2",
    "click",
    "httpx",
    "aiohttp",
    "websockets",
    "paramiko",
    "psycopg2",
    "pymongo",
    "redis",
    "celery",
    "playwright",
    "virtualenv",
    "python-dateutil",
    "certifi",
    "idna",
    "charset-normalizer",
    "python-dotenv",
    "google-auth",
    "protobuf",
    "grpcio",
    "streamlit",
    "gradio",
    "huggingface-hub",
    "tokenizers",
    "opencv-python",
    "networkx",
    "sympy",
    "seaborn",
    "plotly",
    "lxml",
    "markdown",
    "pyjwt",
    "bcrypt",
    "passlib",
    "gunicorn",
    "uvicorn",
    "starlette",
    "discord.py",
    "telethon",
    "web3",
    "mypy",
    "black",
    "pylint",
    "flake8",
    "isort",
];
static NODE: &[&str] = &[
    "react",
    "react-dom",
    "lodash",
    "express",
    "axios",
    "typescript",
    "webpack",
    "chalk",
    "commander",
    "moment",
    "dotenv",
    "mongoose",
    "socket.io",
    "jsonwebtoken",
    "bcrypt",
    "cross-env",
    "eslint",
    "prettier",
    "jest",
    "vite",
    "next",
    "vue",
    "angular",
    "puppeteer",
    "playwright",
    "nodemon",
    "request",
    "async",
    "underscore",
    "body-parser",
    "uuid",
    "debug",
    "discord.js",
    "ethers",
    "web3",
    "electron",
    "inquirer",
    "node-fetch",
    "cheerio",
    "sequelize",
    "passport",
    "cors",
    "tailwindcss",
    "postcss",
    "rollup",
    "esbuild",
    "babel",
    "redux",
    "graphql",
    "apollo-server",
    "firebase",
    "mysql",
    "sqlite3",
    "yargs",
    "semver",
    "rimraf",
    "glob",
    "minimist",
    "colors",
];
/// Real packages that are one slip from a famous name.
static REAL: &[&str] = &[
    "request",
    "requests",
    "react",
    "preact",
    "redis",
    "reds",
    "click",
    "black",
    "flask",
    "flake8",
    "next",
    "nest",
    "nuxt",
    "vue",
    "vite",
    "vitest",
    "jest",
    "async",
    "glob",
    "globe",
    "cors",
    "chalk",
    "debug",
    "color",
    "colors",
    "web3",
    "moment",
    "express",
    "lodash",
    "lodash-es",
    "axios",
    "mypy",
    "numba",
    "panda",
    "tqdm",
    "idna",
    "httpx",
    "http",
    "https",
    "pytest",
    "rollup",
    "semver",
    "yargs",
    "uuid",
    "uuid4",
    "pillow",
    "torch",
    "jinja",
    "bcrypt",
    "bcryptjs",
    "markdown",
    "boto",
    "boto3",
    "openapi",
    "openai",
    "mysql",
    "mysql2",
    "psycopg",
    "psycopg2",
    "sqlite",
    "sqlite3",
    "ethers",
    "ether",
    "celery",
    "certify",
    "lxml",
    "dotenv",
    "django",
    "redux",
    "babel",
    "cheerio",
    "passport",
    "webpack",
    "sympy",
    "scipy",
    "numpy",
    "plotly",
    "plotly.js",
    "pylint",
    "eslint",
    "tslint",
    "stylelint",
    "isort",
    "xlsx",
    "pandas",
    "geopandas",
    "starlette",
    "uvicorn",
    "paramiko",
    "prettier",
    "requests-html",
    "playwright",
    "electron",
    "graphql",
    "firebase",
    "commander",
    "mongoose",
    "inquirer",
    "enquirer",
    "chokidar",
    "discord.js",
    "discord.py",
];
static KNOWN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| PYTHON.iter().chain(NODE).chain(REAL).copied().collect());

/// The famous name that a package's name imitates, if it does.
pub fn imitated(family: Family, name: &str) -> Option<&'static str> {
    let plain = name
        .split(['=', '<', '>', '[', ';', '~', '!', '@', ' '])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if plain.len() < 5
        || KNOWN.contains(plain.as_str())
        || plain.contains('/')
        || plain.contains('$')
    {
        return None;
    }
    let famous = match family {
        Family::Python => PYTHON,
        Family::Node => NODE,
    };
    famous
        .iter()
        .copied()
        .filter(|known| known.len() >= 5)
        .find(|known| {
            one_slip(&plain, known) || plain.replace('0', "o").replace('1', "l") == **known
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_caught_and_real_names_are_not() {
        assert_eq!(imitated(Family::Python, "reqeusts==2.0"), Some("requests"));
        assert_eq!(imitated(Family::Node, "lodahs"), Some("lodash"));
        assert_eq!(imitated(Family::Node, "preact"), None);
        assert_eq!(imitated(Family::Python, "my-own-tool"), None);
    }
}
