"""Settings from the environment or `.env`, prefix MINQING_; in production weak ones are refused by name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.domain.errors import BadInputError

SHORTEST_KEY = 32
AES_KEY_LENGTH = 43
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
WEAK = ("changeme", "secret", "password", "123456", "test", "demo", "minqing")


class SettingsError(BadInputError):
    """A setting is missing or cannot be used; the message names it."""


class Settings(BaseSettings):
    """Everything that differs between two installations."""

    model_config = SettingsConfigDict(env_prefix="MINQING_", env_file=".env", extra="ignore")

    env: Literal["production", "development"] = "production"
    database_url: str = "sqlite:///data/minqing.db"
    district: Path = Path("districts/wuda.yaml")
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""
    data_dir: Path = Path("data")
    secret_key: str = Field(default="", repr=False)
    identity_key: str = Field(default="", repr=False)
    wechat_app_id: str = ""
    wechat_app_secret: str = Field(default="", repr=False)
    wechat_token: str = Field(default="", repr=False)
    wechat_aes_key: str = Field(default="", repr=False)
    wechat_aes_key_previous: str = Field(default="", repr=False)
    wechat_api_base: str = "https://api.weixin.qq.com"
    wechat_allow_plaintext: bool = False
    """Accept unencrypted deliveries although an AES key is set: only while an account is being moved to safe mode."""
    log_level: str = "INFO"

    @field_validator("wechat_aes_key", "wechat_aes_key_previous")
    @classmethod
    def _aes_key(cls, value: str) -> str:
        if value and len(value) != AES_KEY_LENGTH:
            raise ValueError(f"an EncodingAESKey has {AES_KEY_LENGTH} characters, this one has {len(value)}")
        if value and not (value.isascii() and value.isalnum()):
            raise ValueError("an EncodingAESKey has letters and digits only")
        return value

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, value: str) -> str:
        if not value.startswith(DATABASES):
            raise ValueError(f"begins with sqlite:/// or postgresql://, not {value.partition(':')[0]}:")
        return value

    @property
    def address(self) -> str:
        """What links begin with."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def is_production(self) -> bool:
        return self.env == "production"

    def problems(self) -> list[str]:
        """What makes these settings unfit for serving, each naming the setting; empty when they are fit."""
        found = []
        for name in ("secret_key", "identity_key"):
            value = getattr(self, name)
            if len(value) < SHORTEST_KEY:
                found.append(f"MINQING_{name.upper()} needs at least {SHORTEST_KEY} characters, it has {len(value)}")
            elif self.is_production and (len(set(value)) < 8 or value.lower().startswith(WEAK)):
                found.append(f"MINQING_{name.upper()} is too easy to guess")
        needed = ("wechat_app_id", "wechat_app_secret", "wechat_token")
        found += [f"MINQING_{name.upper()} is missing" for name in needed if not getattr(self, name)]
        if self.is_production and self.secret_key and self.secret_key == self.identity_key:
            found.append("MINQING_IDENTITY_KEY must differ from MINQING_SECRET_KEY")
        if self.is_production and not self.public_url.startswith("https://"):
            found.append("MINQING_PUBLIC_URL must begin with https:// (links in messages begin with it)")
        return found


def load_settings(**overrides: object) -> Settings:
    """Settings from the environment. Raises SettingsError with one line that names what is wrong."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise SettingsError(
            f"MINQING_{str(first['loc'][0]).upper()}: {str(first['msg']).removeprefix('Value error, ')}"
        ) from error
