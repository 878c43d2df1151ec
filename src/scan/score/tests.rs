//! How points become a verdict.

use super::*;

fn one(group: Group, rule: &'static str, points: u32) -> Weighed {
    Weighed {
        group,
        rule,
        points,
    }
}

#[test]
fn one_group_without_proof_never_blocks() {
    let many: Vec<Weighed> = (0..50).map(|_| one(Group::Prompt, "a", 60)).collect();
    assert_eq!(sum(&many).0, 60);
    assert_eq!(
        sum(&[one(Group::Prompt, "a", 60), one(Group::Prompt, "b", 60)]).0,
        65
    );
}

#[test]
fn proof_or_two_groups_block() {
    assert_eq!(
        verdict(sum(&[one(Group::Prompt, "a", 80)]).0, (20, 70), true),
        Verdict::Blocked
    );
    assert_eq!(
        verdict(
            sum(&[
                one(Group::Prompt, "a", 45),
                one(Group::Exfiltration, "b", 40)
            ])
            .0,
            (20, 70),
            true
        ),
        Verdict::Blocked
    );
    assert_eq!(
        verdict(
            sum(&[
                one(Group::Prompt, "a", 65),
                one(Group::Exfiltration, "b", 10)
            ])
            .0,
            (20, 70),
            true
        ),
        Verdict::ReviewRequired
    );
}

#[test]
fn an_order_and_an_act_bear_each_other_out() {
    let order = one(Group::Concealment, "a", 22);
    assert_eq!(sum(&[order, one(Group::FetchExecute, "b", 21)]).0, 73);
    assert_eq!(sum(&[order, one(Group::FetchExecute, "b", 19)]).0, 41);
    assert_eq!(sum(&[order, one(Group::Destination, "b", 21)]).0, 43);
}

#[test]
fn what_was_not_read_is_never_safe() {
    assert_eq!(verdict(0, (20, 70), false), Verdict::ReviewRequired);
}
