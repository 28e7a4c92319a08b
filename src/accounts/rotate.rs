//! Seals everything again with the first key, so that the others can be removed from the settings.

use super::directory::{PROOF, purpose};
use super::seal::{SecretKeys, UnsealError};
use crate::model::{Grant, Person, Sealed, UserId};
use crate::store::{self, Store};

/// The numbers of tokens that were handled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rotated {
    /// Tokens that are now sealed with the first key and were not before.
    pub sealed: u64,
    /// Tokens that already were.
    pub current: u64,
    /// Tokens that no key opens; they were left as they are.
    pub unopened: u64,
}

/// Seals every person's tokens with the first key, one person after another. Can be interrupted and repeated; tokens
/// that no key opens are left as they are.
///
/// # Errors
/// [`super::OpenError::Sealed`] if the keys don't fit what is stored; nothing has been changed then.
pub async fn rotate(store: &Store, keys: &SecretKeys) -> Result<Rotated, super::OpenError> {
    let proof = store.key_proof().await?.map(Sealed);
    if let Some(proof) = &proof {
        keys.open(proof, PROOF)?;
    }
    let mut rotated = Rotated::default();
    let mut mark = 0;
    loop {
        let (next, users) = store.people_from(mark).await?;
        for user in users {
            rotate_one(store, keys, user, &mut rotated).await?;
        }
        if next == 0 {
            break;
        }
        mark = next;
    }
    // Last, so that the old key is required until everything is done.
    if rotated.unopened == 0 && proof.is_some_and(|proof| !keys.is_current(&proof)) {
        store.put_key_proof(&keys.seal(&PROOF.into(), PROOF).0).await?;
    }
    Ok(rotated)
}

async fn rotate_one(store: &Store, keys: &SecretKeys, user: UserId, rotated: &mut Rotated) -> Result<(), store::Error> {
    let one = store.change_person(user, |person| seal_again(person, keys, user)).await?;
    rotated.sealed += one.sealed;
    rotated.current += one.current;
    rotated.unopened += one.unopened;
    Ok(())
}

/// Seals the tokens of one person.
fn seal_again(person: &mut Person, keys: &SecretKeys, user: UserId) -> Rotated {
    let mut rotated = Rotated::default();
    for grant in &mut person.grants {
        if keys.is_current(&grant.token) {
            rotated.current += 1;
            continue;
        }
        match sealed_again(grant, keys, user) {
            Ok(token) => {
                grant.token = token;
                rotated.sealed += 1;
            }
            Err(_) => rotated.unopened += 1,
        }
    }
    rotated
}

fn sealed_again(grant: &Grant, keys: &SecretKeys, user: UserId) -> Result<Sealed, UnsealError> {
    let purpose = purpose(user, &grant.id);
    Ok(keys.seal(&keys.open(&grant.token, &purpose)?, &purpose))
}
