//! The stores of packages: one set of tests for all three, and what befalls each of them.

mod broken;
mod damage;
mod download;
mod keeping;
mod maintenance;
mod scene;
mod uploading;
