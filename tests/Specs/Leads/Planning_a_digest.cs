using System.Globalization;
using Shouldly;
using Switchhook.Leads.Notifications;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Planning_a_digest
{
    static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-25T07:00:00Z", CultureInfo.InvariantCulture);
    static readonly NotificationPreferences Daily = NotificationPreferences.Default with { Mail = NotificationMode.Digest, Hour = 8 };

    [Fact]
    public void tells_of_everybody_who_came_since_the_last_one()
    {
        var plan = DigestPlan.Empty.Add("lead/1", Daily, Start).Add("lead/2", Daily, Start);
        plan.At.ShouldBe(Start.AddHours(1));
        plan.IsDue(Start).ShouldBeFalse();
        var (leads, rest) = plan.Take(Start.AddHours(1));
        leads.ShouldBe(["lead/1", "lead/2"]);
        rest.ShouldSatisfyAllConditions(x => x.Leads.ShouldBeEmpty(), x => x.At.ShouldBeNull());
    }

    [Fact]
    public void follows_the_hour_and_the_zone() =>
        DigestPlan
            .Empty.Add("lead/1", Daily, Start)
            .ShouldSatisfyAllConditions(
                x => x.For(Daily with { Hour = 9 }, Start).At.ShouldBe(Start.AddHours(2)),
                x => x.For(Daily with { Hour = 6 }, Start).At.ShouldBe(Start.AddHours(23)),
                x => x.For(Daily with { LivesIn = "America/Los_Angeles" }, Start).At.ShouldBe(Start.AddHours(9))
            );

    [Fact]
    public void ends_at_once_when_mail_at_once_is_chosen() =>
        DigestPlan.Empty.Add("lead/1", Daily, Start).For(NotificationPreferences.Default, Start).IsDue(Start).ShouldBeTrue();

    [Fact]
    public void waits_with_those_who_came_before_mail_was_turned_off()
    {
        var off = DigestPlan.Empty.Add("lead/1", Daily, Start).For(Daily with { Mail = NotificationMode.Off }, Start);
        off.At.ShouldBeNull();
        off.For(Daily, Start).At.ShouldBe(Start.AddHours(1));
    }

    [Fact]
    public void spreads_very_many_over_several_mails()
    {
        var plan = Enumerable.Range(0, DigestPlan.Most + 1).Aggregate(DigestPlan.Empty, (x, i) => x.Add($"lead/{i}", Daily, Start));
        var (first, rest) = plan.Take(Start.AddHours(1));
        first.Count.ShouldBe(DigestPlan.Most);
        rest.IsDue(Start.AddHours(1)).ShouldBeTrue();
        rest.Take(Start.AddHours(1)).Leads.ShouldBe([$"lead/{DigestPlan.Most}"]);
    }

    enum Step
    {
        Lead,
        Hour,
        Zone,
        Instant,
        Daily,
        Off,
        Time,
    }

    static readonly string[] Zones = ["Pacific/Auckland", "Europe/Berlin", "UTC", "America/New_York", "Pacific/Honolulu"];

    /// <summary>Calls come in, choices change, and the messages that were planned come at their time, twice, or after later ones.</summary>
    [Fact]
    public void tells_of_each_lead_in_one_mail_whatever_is_changed_meanwhile()
    {
        for (var seed = 0; seed < 2000; seed++)
            HoldsFor(seed);
    }

    static void HoldsFor(int seed)
    {
        var chance = new Random(seed);
        var (plan, wish, now, came) = (DigestPlan.Empty, Daily, Start, 0);
        var (mails, wakes) = (new List<string>(), new List<DateTimeOffset>());
        for (var steps = chance.Next(1, 60); steps > 0; steps--)
            Do((Step)chance.Next(7), chance.Next(31));
        Do(Step.Daily, 0);
        Do(Step.Time, 30);
        Do(Step.Time, 30);
        mails.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, came).Select(Name), $"seed {seed}");

        void Do(Step step, int number)
        {
            switch (step)
            {
                // A lead that comes while the owner wants none, or each at once, is no matter of the plan.
                case Step.Lead when wish.Mail is NotificationMode.Digest:
                    Plan(plan.Add(Name(came++), wish, now));
                    break;
                case Step.Hour:
                    Choose(wish with { Hour = number % 24 });
                    break;
                case Step.Zone:
                    Choose(wish with { LivesIn = Zones[number % Zones.Length] });
                    break;
                case Step.Instant:
                    Choose(wish with { Mail = NotificationMode.Instant });
                    break;
                case Step.Daily:
                    Choose(wish with { Mail = NotificationMode.Digest });
                    break;
                case Step.Off:
                    Choose(wish with { Mail = NotificationMode.Off });
                    break;
                case Step.Time:
                    Pass(now.AddHours(number));
                    break;
            }
        }

        void Choose(NotificationPreferences chosen) => Plan(plan.For(wish = chosen, now));

        void Plan(DigestPlan next)
        {
            if (next.At is { } at && next.At != plan.At)
                wakes.Add(at);
            plan = next;
        }

        void Pass(DateTimeOffset until)
        {
            while (wakes.Where(x => x <= until).Order().Cast<DateTimeOffset?>().FirstOrDefault() is { } wake)
            {
                now = wake > now ? wake : now;
                wakes.Remove(wake);
                for (var twice = 0; twice < 2; twice++)
                    Wake();
            }
            now = until;
        }

        void Wake()
        {
            if (!plan.IsDue(now))
                return;
            var (leads, rest) = plan.Take(now);
            mails.AddRange(leads);
            Plan(rest);
        }
    }

    static string Name(int lead) => $"lead/{lead:0000}";
}
