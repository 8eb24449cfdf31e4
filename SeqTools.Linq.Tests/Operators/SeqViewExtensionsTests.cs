namespace SeqTools.Linq.Tests;

internal sealed class SeqViewExtensionsTests
{
    private static readonly Func<SeqView<int>, object?>[] Reads =
    [
        view => view.Any(), view => view.First(), view => view.FirstOrDefault(), view => view.FirstOrDefault(-1),
        view => view.ElementAtOrDefault(0),
    ];

    [Test]
    public void They_look_no_further_than_they_must([Range(0, 4)] int read)
    {
        List<int> evaluated = [];
        foreach (var view in new[]
        {
            Stages.Noted(evaluated, 9).Filter(n => n > 2),
            Stages.Noted(evaluated, 9).Filter(n => n > 2).Select(n => n),
            Stages.Noted(evaluated, 9).Filter(n => n > 2).Append(1),
        })
        {
            evaluated.Clear();

            Reads[read](view).ShouldBeOneOf(true, 3);

            evaluated.ShouldAllBe(n => n <= 3);
        }

        evaluated.Clear();
        var unbatched = Seq.Generate(5, i => Stages.Noted(evaluated, 3, 10 * i).ToArray()).Unbatch(3);
        Reads[read](unbatched).ShouldBeOneOf(true, 0);
        evaluated.ShouldAllBe(n => n < 10);
    }

    [Test]
    public void Whether_there_is_an_element_takes_no_function_of_the_elements()
    {
        List<int> evaluated = [], selected = [];
        var view = Stages.Noted(evaluated, 9).Filter(n => n > 2).Select(n =>
        {
            selected.Add(n);
            return n;
        });

        (view.Any(), view.Reverse().Any(), view.Where(n => n > 9).Any()).ShouldBe((true, true, false));

        selected.ShouldBe([3, 4, 5, 6, 7, 8]);
        evaluated.Clear();
        view.Filter(n => n > 4).Any().ShouldBeTrue();
        evaluated.ShouldBe([3, 4, 5]);
    }

    [Test]
    public void Their_results_are_linqs([Values(0, 1, 3)] int count)
    {
        SeqView<int>[] views =
        [
            Seq.Range(5, count), Seq.Range(0, 5 + count).Filter(n => n >= 5),
            new List<int>(Seq.Range(5, count)).AsView(),
        ];
        foreach (var view in views)
        {
            int[] elements = [.. Enumerable.Range(5, count)];
            view.Any().ShouldBe(elements.Any());
            view.FirstOrDefault().ShouldBe(elements.FirstOrDefault());
            view.FirstOrDefault(-1).ShouldBe(elements.FirstOrDefault(-1));
            foreach (var index in new[] { int.MinValue, -1, 0, 1, 3, int.MaxValue })
            {
                view.ElementAtOrDefault(index).ShouldBe(elements.ElementAtOrDefault(index));
            }

            if (count > 0)
            {
                view.First().ShouldBe(elements[0]);
            }
            else
            {
                Should.Throw<InvalidOperationException>(() => view.First()).Message.ShouldBe(
                    Should.Throw<InvalidOperationException>(() => elements.First()).Message);
            }
        }
    }

    [Test]
    public void A_failure_on_the_way_is_thrown([Range(1, 4)] int read) =>
        Stages.Of(() => Reads[read](Stages.FailingAt(1, 3).Filter(n => n > 0))).ShouldBe("Filter[0] Generate[1]");

    [Test]
    public void Whether_there_is_an_element_where_one_before_it_fails_is_no_question_of_an_element() =>
        Stages.Of(() => Stages.FailingAt(1, 3).Filter(n => n > 0).Select(n => n).Any())
            .ShouldBe("Select[-1] Filter[-1] Generate[1]");

    [Test]
    public void Null_is_refused([Range(0, 4)] int read) =>
        Should.Throw<ArgumentNullException>(() => Reads[read](null!)).ParamName.ShouldBe("source");
}
