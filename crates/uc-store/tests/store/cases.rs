//! The cases that hold on both databases. Each gets an empty one.

use std::future::Future;
use std::pin::Pin;

use uc_engine::event::SiteId;
use uc_store::{Fault, PageviewsFrom, Scope, SecretName, SettingKey, Store, StoreError, TokenId};

use crate::place::{Place, host, key};

pub(crate) type Case = fn(Place) -> Pin<Box<dyn Future<Output = ()> + Send>>;

macro_rules! cases {
    ($($name:ident,)*) => {
        /// All of them, by name, for a server that is started once.
        pub(crate) const ALL: &[(&str, Case)] = &[$((stringify!($name), |place| Box::pin($name(place))),)*];

        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name(super::Place::in_folder()).await;
                }
            )*
        }
    };
}

cases! {
    a_site_is_kept_as_it_was_written,
    a_host_belongs_to_one_site,
    of_two_that_add_a_host_at_once_one_gets_the_id_of_the_other,
    an_alias_is_a_host_like_any_other,
    what_is_not_there_cannot_be_changed,
    a_removed_site_takes_its_tokens_along,
    a_token_is_found_by_its_secret_until_it_is_revoked,
    a_token_that_makes_no_sense_is_refused,
    a_setting_keeps_its_last_value,
    a_secret_comes_back_and_is_not_in_the_table,
    a_store_does_not_open_under_another_key,
    a_store_of_a_newer_program_does_not_open,
    processes_that_start_at_once_agree_on_everything,
    a_salt_is_the_same_for_all_until_it_is_forgotten,
    what_was_written_is_there_after_a_process_is_gone,
    a_sound_store_has_no_faults,
}

async fn a_site_is_kept_as_it_was_written(place: Place) {
    let store = place.open().await;
    let mut site = store.add_site(host("www.example.org"), 17).await.expect("added");
    assert_eq!((site.host.as_str(), site.created_at, site.timezone.as_str()), ("example.org", 17, "UTC"));
    assert_eq!(site.id.as_str().len(), 8);
    assert_eq!(store.site_by_id(&site.id).await.expect("read"), Some(site.clone()));

    site.host = host("example.net");
    site.aliases = vec![host("shop.example.net"), host("example.org")];
    site.keep_parameters = vec!["q".to_owned(), "page".to_owned()];
    site.pageviews_from = PageviewsFrom::Log;
    site.retention_days = Some(90);
    site.timezone = "Europe/Stockholm".to_owned();
    store.change_site(&site).await.expect("changed");
    let other = store.add_site(host("localhost:8080"), 18).await.expect("added");
    assert_eq!(store.sites().await.expect("read"), [site.clone(), other.clone()]);
    for (text, expected) in [("example.net", &site), ("example.org", &site), ("localhost", &other)] {
        assert_eq!(store.site_by_host(&host(text)).await.expect("read").as_ref(), Some(expected), "{text}");
    }
    assert_eq!(store.site_by_host(&host("example.com")).await.expect("read"), None);
}

async fn a_host_belongs_to_one_site(place: Place) {
    let store = place.open().await;
    let first = store.add_site(host("example.org"), 0).await.expect("added");
    let error = store.add_site(host("WWW.EXAMPLE.ORG"), 1).await.expect_err("refused");
    assert_eq!(error.to_string(), format!("example.org belongs to the site {} already", first.id));
    assert!(matches!(error, StoreError::Conflict { site, .. } if site == first.id));
    assert_eq!(store.sites().await.expect("read").len(), 1, "nothing is left of the second");
}

async fn of_two_that_add_a_host_at_once_one_gets_the_id_of_the_other(place: Place) {
    let (one, two) = (place.open().await, place.open().await);
    for round in 0..20 {
        let wanted = host(&format!("shop{round}.example"));
        let add = |store: Store| {
            let wanted = wanted.clone();
            tokio::spawn(async move { store.add_site(wanted, 0).await })
        };
        let (first, second) = (add(one.clone()), add(two.clone()));
        let results = [first.await.expect("no panic"), second.await.expect("no panic")];
        let holder = results.iter().find_map(|result| result.as_ref().ok()).expect("one is first");
        let refused = results
            .iter()
            .filter(|result| matches!(result, Err(StoreError::Conflict { site, .. }) if *site == holder.id));
        assert_eq!(refused.count(), 1, "{results:?}");
    }
}

async fn an_alias_is_a_host_like_any_other(place: Place) {
    let store = place.open().await;
    let mut site = store.add_site(host("example.org"), 0).await.expect("added");
    let other = store.add_site(host("example.net"), 1).await.expect("added");
    site.aliases = vec![host("example.com")];
    store.change_site(&site).await.expect("changed");
    let refused = store.add_site(host("example.com"), 2).await;
    assert!(matches!(refused, Err(StoreError::Conflict { site: holder, .. }) if holder == site.id));

    let mut greedy = site.clone();
    greedy.aliases = vec![host("new.example"), host("example.net")];
    let refused = store.change_site(&greedy).await;
    assert!(matches!(refused, Err(StoreError::Conflict { site: holder, .. }) if holder == other.id));
    let kept = store.site_by_id(&site.id).await.expect("read").expect("there");
    assert_eq!(kept, site, "a change that is refused changes nothing");

    site.aliases = Vec::new();
    store.change_site(&site).await.expect("changed");
    store.add_site(host("example.com"), 3).await.expect("the host is free again");
}

async fn what_is_not_there_cannot_be_changed(place: Place) {
    let store = place.open().await;
    let site = store.add_site(host("example.org"), 0).await.expect("added");
    store.remove_site(&site.id).await.expect("removed");
    assert!(matches!(store.remove_site(&site.id).await, Err(StoreError::NotFound("site"))));
    assert!(matches!(store.change_site(&site).await, Err(StoreError::NotFound("site"))));
    assert!(matches!(store.revoke_token(TokenId(7), 0).await, Err(StoreError::NotFound("token"))));
    let name = SecretName::parse("smtp").expect("a name");
    assert!(matches!(store.remove_secret(&name).await, Err(StoreError::NotFound("secret"))));
    assert_eq!(store.site_by_id(&site.id).await.expect("read"), None);
    assert_eq!(store.secret(&name).await.expect("read"), None);
}

async fn a_removed_site_takes_its_tokens_along(place: Place) {
    let store = place.open().await;
    let site = store.add_site(host("example.org"), 0).await.expect("added");
    let (_, secret) =
        store.create_token(Some(site.id.clone()), &[Scope::ReadStats], "", 0).await.expect("made");
    let (for_all, _) = store.create_token(None, &[Scope::ReadStats], "", 0).await.expect("made");
    store.remove_site(&site.id).await.expect("removed");
    assert_eq!(store.token(secret.expose()).await.expect("read"), None);
    assert_eq!(store.tokens().await.expect("read"), [for_all]);
    store.add_site(host("example.org"), 1).await.expect("the host is free again");
}

async fn a_token_is_found_by_its_secret_until_it_is_revoked(place: Place) {
    let store = place.open().await;
    let site = store.add_site(host("example.org"), 0).await.expect("added");
    let scopes = [Scope::ReadStats, Scope::WriteEvents, Scope::ReadStats];
    let (token, secret) =
        store.create_token(Some(site.id.clone()), &scopes, " the till ", 5).await.expect("made");
    assert_eq!(token.scopes, [Scope::WriteEvents, Scope::ReadStats], "once each, in the table's order");
    assert_eq!((token.label.as_str(), token.created_at, &token.site), ("the till", 5, &Some(site.id)));
    let (other, other_secret) = store.create_token(None, &[Scope::Admin], "", 6).await.expect("made");
    assert_ne!(secret.expose(), other_secret.expose());
    assert_eq!(store.token(secret.expose()).await.expect("read"), Some(token.clone()));
    assert_eq!(store.token(other_secret.expose()).await.expect("read"), Some(other.clone()));
    let text = secret.expose();
    for wrong in ["", "uc_", &text[3..], &text[..text.len() - 1], &format!("{text}x"), &text.to_uppercase()] {
        assert_eq!(store.token(wrong).await.expect("read"), None);
    }

    store.revoke_token(token.id, 10).await.expect("revoked");
    store.revoke_token(token.id, 11).await.expect("revoked again");
    assert_eq!(store.token(secret.expose()).await.expect("read"), None);
    let listed = store.tokens().await.expect("read");
    assert_eq!((listed[0].revoked_at, listed[1].clone()), (Some(10), other));
}

async fn a_token_that_makes_no_sense_is_refused(place: Place) {
    let store = place.open().await;
    let nowhere = SiteId::parse("nowhere").expect("an id");
    let refused = store.create_token(Some(nowhere), &[Scope::Admin], "", 0).await;
    assert!(matches!(refused, Err(StoreError::NotFound("site"))));
    for (scopes, label) in
        [(&[][..], ""), (&[Scope::Admin][..], "two\nlines"), (&[Scope::Admin][..], &"x".repeat(101))]
    {
        let refused = store.create_token(None, scopes, label, 0).await;
        assert!(matches!(refused, Err(StoreError::Invalid(_))), "{scopes:?} {label}");
    }
    assert!(store.tokens().await.expect("read").is_empty());
}

async fn a_setting_keeps_its_last_value(place: Place) {
    let store = place.open().await;
    assert_eq!(store.setting(SettingKey::Language).await.expect("read"), None);
    store.set_setting(SettingKey::Language, "de", 1).await.expect("set");
    store.set_setting(SettingKey::Language, "sv", 2).await.expect("set");
    assert!(matches!(
        store.set_setting(SettingKey::Language, "klingon", 3).await,
        Err(StoreError::Invalid(_))
    ));
    assert_eq!(store.setting(SettingKey::Language).await.expect("read").as_deref(), Some("sv"));
    assert_eq!(store.setting(SettingKey::PublicUrl).await.expect("read"), None);
    store.clear_setting(SettingKey::Language).await.expect("cleared");
    assert_eq!(store.setting(SettingKey::Language).await.expect("read"), None);
}

async fn a_secret_comes_back_and_is_not_in_the_table(place: Place) {
    let store = place.open().await;
    let name = |text: &str| SecretName::parse(text).expect("a name");
    let plain = [0, 255, 10, 0];
    store.put_secret(&name("telegram/token"), b"first", 0).await.expect("put");
    store.put_secret(&name("telegram/token"), &plain, 1).await.expect("put");
    store.put_secret(&name("smtp"), b"", 1).await.expect("put");
    assert_eq!(store.secret(&name("telegram/token")).await.expect("read").as_deref(), Some(&plain[..]));
    assert_eq!(store.secret(&name("smtp")).await.expect("read").as_deref(), Some(&b""[..]));
    assert_eq!(store.secret_names().await.expect("read"), [name("smtp"), name("telegram/token")]);
    store.remove_secret(&name("smtp")).await.expect("removed");
    assert_eq!(store.secret_names().await.expect("read"), [name("telegram/token")]);
}

async fn a_store_does_not_open_under_another_key(place: Place) {
    place.open().await.close().await.expect("closed");
    let refused = Store::open(&place.url, key(2)).await;
    assert!(matches!(refused, Err(StoreError::WrongKey)), "{refused:?}");
    place.open().await;
}

async fn a_store_of_a_newer_program_does_not_open(place: Place) {
    let store = place.open().await;
    let step = "INSERT INTO migrations (version, applied_at) VALUES ('9999_flying_carpets', 0)";
    let db = sea_orm::Database::connect(match place.url.strip_prefix('/') {
        Some(path) => format!("sqlite:///{path}"),
        None => place.url.clone(),
    });
    let db = db.await.expect("connected");
    sea_orm::ConnectionTrait::execute_unprepared(&db, step).await.expect("inserted");
    let faults = store.check().await.expect("checked");
    assert_eq!(faults, [Fault::Newer("9999_flying_carpets".to_owned())]);
    let error = Store::open(&place.url, key(1)).await.expect_err("refused");
    assert!(matches!(&error, StoreError::Newer(steps) if *steps == ["9999_flying_carpets"]), "{error}");
}

async fn processes_that_start_at_once_agree_on_everything(place: Place) {
    let place = std::sync::Arc::new(place);
    let start = |_| {
        let place = place.clone();
        tokio::spawn(async move { place.open().await.salt_of(20_000).await.expect("a salt") })
    };
    let tasks: Vec<_> = (0..4).map(start).collect();
    let mut salts = Vec::new();
    for task in tasks {
        salts.push(task.await.expect("no panic"));
    }
    assert!(salts.iter().all(|salt| *salt == salts[0]));
}

async fn a_salt_is_the_same_for_all_until_it_is_forgotten(place: Place) {
    let (one, two) = (place.open().await, place.open().await);
    let yesterday = one.salt_of(19_999).await.expect("a salt");
    let today = one.salt_of(20_000).await.expect("a salt");
    assert_ne!(yesterday, today);
    assert_eq!(two.salt_of(20_000).await.expect("a salt"), today);
    two.forget_salts_before(20_000).await.expect("forgotten");
    two.forget_salts_before(20_000).await.expect("nothing left to forget");
    assert_eq!(one.salt_of(20_000).await.expect("a salt"), today);
    assert_ne!(one.salt_of(19_999).await.expect("a salt"), yesterday, "what is destroyed does not come back");
}

async fn what_was_written_is_there_after_a_process_is_gone(place: Place) {
    let store = place.open().await;
    let site = store.add_site(host("example.org"), 0).await.expect("added");
    let salt = store.salt_of(1).await.expect("a salt");
    drop(store);
    let store = place.open().await;
    assert_eq!(store.sites().await.expect("read"), [site]);
    assert_eq!(store.salt_of(1).await.expect("a salt"), salt);
}

async fn a_sound_store_has_no_faults(place: Place) {
    let store = place.open().await;
    let site = store.add_site(host("example.org"), 0).await.expect("added");
    store.create_token(Some(site.id), &[Scope::Admin], "", 0).await.expect("made");
    store.put_secret(&SecretName::parse("smtp").expect("a name"), b"word", 0).await.expect("put");
    assert_eq!(store.check().await.expect("checked"), []);
}
