using System.Text;
using System.Text.RegularExpressions;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>A yes or a no in the languages that agents speak, alone or with more behind it: "Yes, wants a quote".</summary>
public static partial class YesNo
{
    static readonly HashSet<string> Yes = Listed(
        """
        yes y yeah yea yep yup yah ya aye true t 1 ok okay sure correct right affirmative affirm definitely absolutely certainly indeed totally positive on
        uh-huh mhm mm-hmm of_course for_sure you_bet si sí claro vale correcto verdadero por_supuesto ja jawohl jawoll jo jep genau richtig stimmt natürlich wahr
        oui ouais vrai exact exactement bien_sûr d'accord sim verdade certo vero certo_che_sì da tak ano áno igen kyllä joo evet doğru hai
        да так ναι はい ええ 是 是的 对 對 好 네 예 نعم हाँ हां ใช่ vâng ✓ ✔ ☑ ✅ 👍
        """
    );

    static readonly HashSet<string> No = Listed(
        """
        no n nope nah nay false f 0 negative never not none incorrect wrong off no_way not_really not_at_all absolutely_not definitely_not certainly_not of_course_not
        nein nö nee ne falsch niemals keineswegs non faux jamais pas_du_tout não nao falso nunca para_nada nej nei ei nie nem hayır nu
        нет ні не όχι いいえ 不 不是 否 没有 아니요 아니오 لا नहीं ไม่ không ✗ ✘ ☒ ❌ 👎
        """
    );

    static readonly HashSet<string> Neither = Listed(
        """
        no_problem no_idea no_answer no_data no_information no_info no_response no_worries no_thanks_needed no_clue not_sure not_certain not_known not_applicable not_provided
        not_specified not_mentioned not_stated not_given not_clear not_determined not_available not_asked not_discussed not_yet not_necessarily none_given none_provided never_mind
        never_asked never_mentioned right_now right_away sure_if ok_if on_hold positive_review negative_review exact_date vale_decir nicht_sicher no_sé no_se wrong_number_maybe
        """
    );

    const int MostWords = 3,
        Longest = 2000;

    public static ParsedValue<bool?> Read(string? text)
    {
        var words = Words(text);
        if (words.Length == 0)
            return Switchhook.BuildingBlocks.Input.ParseResult.Unclear<bool?>(text);
        if (words.Length == 1 && Number(words[0]) is { } number)
            return number switch
            {
                1 => Switchhook.BuildingBlocks.Input.ParseResult.Exactly<bool?>(true, text),
                0 => Switchhook.BuildingBlocks.Input.ParseResult.Exactly<bool?>(false, text),
                _ => Switchhook.BuildingBlocks.Input.ParseResult.Unclear<bool?>(text),
            };
        for (var count = Math.Min(MostWords, words.Length); count > 0; count--)
        {
            var said = string.Join('_', words[..count]);
            if (Neither.Contains(said))
                break;
            if (Yes.Contains(said) == No.Contains(said))
                continue;
            var answer = Yes.Contains(said);
            if (words.Length == count)
                return Switchhook.BuildingBlocks.Input.ParseResult.Exactly<bool?>(answer, text);
            // A number or a single letter with more behind it counts something, or is a name's.
            if (said is "1" or "0" or "t" or "f" or "on" or "off" or "y" or "n" || TakesBack(answer, words[count..]))
                break;
            return Switchhook.BuildingBlocks.Input.ParseResult.AsHeard<bool?>(answer, text);
        }
        return Verdict(words) is { } verdict
            ? Switchhook.BuildingBlocks.Input.ParseResult.AsHeard<bool?>(verdict, text)
            : Switchhook.BuildingBlocks.Input.ParseResult.Unclear<bool?>(text);
    }

    /// <summary>"Yes/no", "yes and no", "no, yes": both were said at once.</summary>
    static bool TakesBack(bool answer, string[] after)
    {
        var next = after.FirstOrDefault(x =>
            x is not ("and" or "or" or "but" or "wait" or "actually" or "sorry" or "well" or "oder" or "y" or "o" or "et" or "ou" or "und")
        );
        return next is not null and not ("not" or "never" or "none")
            && (answer ? No : Yes).Contains(next)
            && !(answer ? Yes : No).Contains(next);
    }

    /// <summary>"This is a lead", "not a lead", "lead: yes": the field's own name said back.</summary>
    static bool? Verdict(string[] words)
    {
        if (words.Length > 6 || !words.Contains("lead"))
            return null;
        if (words.Any(x => x is "maybe" or "perhaps" or "possibly" or "potential" or "potentially" or "unclear" or "unsure"))
            return null;
        var (yes, no) = (
            words.Any(x => x is not ("a" or "n" or "y" or "on") && Yes.Contains(x)),
            words.Any(x => x is "isn't" or "isnt" or "kein" or "keine" or "pas" || (x is not ("n" or "off") && No.Contains(x)))
        );
        return (yes, no) switch
        {
            (true, true) => null,
            (_, true) => false,
            (true, _) => true,
            _ => words is ["lead"] or ["a", "lead"] or [.., "is", "a", "lead"] or ["is", "lead"] or ["qualified", "lead"] or ["new", "lead"]
                ? true
                : null,
        };
    }

    static string[] Words(string? text) =>
        text is null
            ? []
            :
            [
                .. Separated()
                    .Matches(
                        text[..Math.Min(text.Length, Longest)].Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('’', '\'')
                    )
                    .Select(x => x.Value.Trim('\''))
                    .Where(x => x.Length > 0),
            ];

    static int? Number(string word) =>
        word switch
        {
            "1" or "1.0" or "1.00" => 1,
            "0" or "0.0" or "0.00" => 0,
            _ when char.IsAsciiDigit(word[0]) => -1,
            _ => null,
        };

    static HashSet<string> Listed(string words) => [.. words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    // Words, numbers, and the marks that people answer with.
    [GeneratedRegex(@"\d+(?:\.\d+)?|\p{L}[\p{L}\p{M}']*(?:-(?:huh|hmm))?|[✓✔☑✅✗✘☒❌]|👍|👎")]
    private static partial Regex Separated();
}
