namespace SeqTools.Linq.Tests.DropIn;

/// <summary>
/// Everyday code over LINQ, as text: compiled once with LINQ alone in scope and once with the library besides.
/// </summary>
internal static class Statements
{
    /// <summary>Such a parameter takes any collection from C# 13 on.</summary>
    private const string Several =
#if NET10_0_OR_GREATER
        "params IEnumerable<int>";
#else
        "IEnumerable<int>";
#endif

    /// <summary>
    /// What the statements work on. Lists are new at each use, so that one statement can't disturb another.
    /// </summary>
    public const string Data = $$"""
        public sealed record Person(string Name, int Age, string City);
        public sealed record Order(string Customer, decimal Price, string[] Items);

        public static int[] Numbers => [5, 3, 8, 1, 9, 2, 7];
        public static List<int> List => [4, 4, 6, 2];
        public static IReadOnlyList<int> ReadOnly => List.AsReadOnly();
        public static IList<int> Writable => List;
        public static ICollection<int> Collection => List;
        public static IEnumerable<int> Sequence => List.Where(n => n > 0);
        public static ImmutableArray<int> Immutable => [1, 2, 3];
        public static ReadOnlyCollection<string> Colours => new(["red", "green", "blue"]);
        public static string[] Words => ["pear", "fig", "apple", "kiwi", "fig"];
        public static string Text => "hello world";
        public static int[] None => [];
        public static string?[] Gaps => ["a", null, "c"];
        public static Dictionary<string, int> Ages => new() { ["Ann"] = 31, ["Bob"] = 25 };
        public static int[][] Rows => [[1, 2, 3], [4, 5], []];
        public static List<Person> People =>
            [new("Ann", 31, "Bern"), new("Bob", 25, "Rome"), new("Cid", 25, "Bern"), new("Dot", 40, "Oslo")];
        public static Order[] Orders =>
            [new("Ann", 10.5m, ["pen", "ink"]), new("Bob", 3m, ["cup"]), new("Ann", 7m, [])];

        public static string Kind(IEnumerable<int> numbers) => "sequence of " + numbers.Count();
        public static int Second(IReadOnlyList<int> numbers) => numbers[1];
        public static int Total({{Several}} numbers) => numbers.Sum();
        public static string Overloaded(object value) => "object";
        public static string Overloaded(IEnumerable<int> value) => "sequence";
        public static T First<T>(IEnumerable<T> values) => values.First();
        public static IEnumerable<int> Doubled(IEnumerable<int> values)
        {
            foreach (var value in values) { yield return value * 2; }
        }
        public static async System.Threading.Tasks.Task<int> LaterAsync(int value)
        {
            await System.Threading.Tasks.Task.Yield();
            return value;
        }

        """;

    /// <summary>Expressions, and blocks that return something.</summary>
    public static readonly string[] All = Array.FindAll(
    [
        // Select
        "Numbers.Select(n => n * 2)",
        "List.Select(n => n + 0.5)",
        "ReadOnly.Select(n => n.ToString())",
        "Writable.Select(n => -n)",
        "Collection.Select(n => -n)",
        "Sequence.Select(n => -n)",
        "Immutable.Select(n => -n)",
        "Colours.Select(colour => colour.Length)",
        "Text.Select(char.ToUpperInvariant)",
        "Words.Select((word, i) => i + word)",
        "new[] { \"1\", \"2\" }.Select(int.Parse)",
        "Words.Select(string.IsNullOrEmpty)",
        "Words.Select(word => (word, word.Length)).ToArray()",
        "Words.Select(word => new { word, Length = word.Length }).Last()",
        "Numbers.Select<int, string>(n => $\"<{n}>\")",
        "Gaps.Select(text => text?.Length)",
        "Gaps.Select(text => text ?? \"none\").ToList()",
        "Numbers.Select(n => n * 2).Select(n => n + 1).Select(n => n.ToString())",
        "Numbers.Select((n, i) => n * i).Sum()",
        "Ages.Select(pair => pair.Key + pair.Value)",
        "Numbers.Select(n => (object)n)",
        "Numbers.Select(n => n % 2 == 0 ? \"even\" : null)",

        // Parts
        "Numbers.Skip(2)",
        "Numbers.Skip(-2)",
        "Numbers.Skip(99)",
        "Numbers.Skip(int.MaxValue).Skip(int.MaxValue)",
        "Numbers.Take(2)",
        "Numbers.Take(-2)",
        "Numbers.Take(int.MinValue)",
        "Numbers.Take(int.MaxValue)",
        "List.Skip(1).Take(2)",
        "List.Skip(1).Take(int.MaxValue)",
        "List.Take(3).Skip(1).Take(1)",
        "Numbers.Take(2..4)",
        "Numbers.Take(..^2)",
        "Numbers.Take(^3..)",
        "Numbers.Take(^99..2)",
        "Numbers.Take(4..2)",
        "Numbers.Take(..)",
        "Numbers.Take(^int.MaxValue..int.MaxValue)",
        "List.Take(^2..^1)",
        "Numbers.SkipLast(2)",
        "Numbers.SkipLast(-1)",
        "Numbers.TakeLast(2)",
        "Numbers.TakeLast(99)",
        "List.TakeLast(-1)",
        "Numbers.SkipWhile(n => n > 2)",
        "Numbers.TakeWhile(n => n > 2)",
        "Text.Take(5)",
        "Text.Skip(6).ToArray()",
        "Numbers.Chunk(3)",
        "Numbers.Chunk(3).Select(chunk => chunk.Sum())",
        "List.Chunk(2).SelectMany(chunk => chunk)",
        "Text.Chunk(4).Select(chunk => new string(chunk))",

        // Several lists
        "Numbers.Zip(Words)",
        "Numbers.Zip(Words, (n, word) => $\"{n}{word}\")",
        "Numbers.Zip(Words, List)",
        "Numbers.Zip(Sequence)",
        "Numbers.Zip(Text, (n, c) => c + n)",
        "Numbers.Zip<int, string>(Words).Last()",
        "Numbers.Concat(List)",
        "Numbers.Concat([10, 11])",
        "Numbers.Concat(Sequence).Count()",
        "Numbers.Concat(List).Concat(Numbers).Distinct().Count()",
        "Numbers.Append(10)",
        "Numbers.Prepend(0).Append(10)",
        "Words.Append(\"lime\").Prepend(\"plum\")",
        "List.AsReadOnly().Reverse()",
        "ReadOnly.Reverse().First()",
        "Numbers.Select(n => n).Reverse().Skip(1)",
        "Numbers.Reverse()",
        "Text.Reverse().ToArray()",
        "{ var list = List; list.Reverse(); return list; }",
        "Numbers.Index()",
        "Words.Index().Where(pair => pair.Index % 2 == 0).Select(pair => pair.Item)",
        "{ var lines = new List<string>(); foreach (var (i, word) in Words.Index()) { lines.Add($\"{i}: {word}\"); } "
            + "return lines; }",
        "{ var sum = 0; foreach (var (n, word) in Numbers.Zip(Words)) { sum += n * word.Length; } return sum; }",
        "Numbers.DefaultIfEmpty()",
        "None.DefaultIfEmpty()",
        "None.DefaultIfEmpty(7)",
        "Array.Empty<string>().DefaultIfEmpty(\"nothing\")",
        "Array.Empty<string>().DefaultIfEmpty()",
        "None.Select(n => n + 1).DefaultIfEmpty(-1).Max()",
        "Numbers.Union(List)",
        "Numbers.Except(List)",
        "Numbers.Intersect(List)",
        "Numbers.Select(n => n / 2).Union(List.Select(n => n / 2))",

        // One result
        "Numbers.First()",
        "Numbers.Select(n => n * 2).First(n => n > 10)",
        "Numbers.Select(n => n * 2).Last()",
        "Numbers.Select(n => n * 2).Last(n => n < 10)",
        "Numbers.Select(n => n * 2).FirstOrDefault(n => n > 100)",
        "Numbers.Select(n => n * 2).FirstOrDefault(n => n > 100, -1)",
        "Numbers.Select(n => n * 2).LastOrDefault(n => n > 100, -1)",
        "Numbers.Skip(2).ElementAt(1)",
        "Numbers.Skip(2).ElementAt(^1)",
        "Numbers.Skip(2).ElementAtOrDefault(99)",
        "Numbers.Skip(2).ElementAtOrDefault(-1)",
        "Numbers.Skip(2).ElementAtOrDefault(^99)",
        "Numbers.Take(1).Single()",
        "Numbers.Select(n => n * 2).Single(n => n == 16)",
        "Numbers.Select(n => n * 2).SingleOrDefault(n => n == 3)",
        "Numbers.Select(n => n * 2).Any()",
        "None.Select(n => n * 2).Any()",
        "Numbers.Select(n => n * 2).Any(n => n > 10)",
        "Numbers.Select(n => n * 2).All(n => n % 2 == 0)",
        "Numbers.Select(n => n * 2).Count()",
        "Numbers.Select(n => n * 2).LongCount()",
        "Numbers.Select(n => n * 2).Count(n => n > 10)",
        "Numbers.Select(n => n * 1.5).Sum()",
        "Numbers.Select(n => n * 1.5m).Average()",
        "Numbers.Select(n => n % 2 == 0 ? n : (int?)null).Sum()",
        "Words.Select(word => word.Length).Min()",
        "People.Select(person => person.Age).Max()",
        "People.Skip(1).MinBy(person => person.Age)",
        "People.Take(3).MaxBy(person => person.Age)",
        "People.Sum(person => person.Age)",
        "Numbers.Skip(1).Aggregate((a, b) => a * b)",
        "Words.Select(word => word[0]).Aggregate(\"\", (text, c) => text + c)",
        "Numbers.Take(3).Aggregate(1L, (a, b) => a * b, a => a / 2.0)",
        "Numbers.Select(n => n * 2).Contains(16)",
        "Words.Select(word => word.ToUpperInvariant()).Contains(\"fig\", StringComparer.OrdinalIgnoreCase)",
        "Numbers.Select(n => n).SequenceEqual(Numbers)",
        "Numbers.Skip(1).SequenceEqual(List)",
        "Numbers.Select(n => n).Take(2).SequenceEqual([5, 3])",
        "Numbers.Select(n => n).TryGetNonEnumeratedCount(out var count) ? count : -1",

        // Collections of the results
        "Numbers.Select(n => n * 2).ToArray()",
        "Numbers.Skip(1).ToList()",
        "People.Select(person => person.Name).ToHashSet()",
        "Words.Skip(1).Take(3).ToDictionary(word => word[0], word => word.Length)",
        "People.Select(person => (person.Name, person.Age)).ToDictionary()",
        "People.Select(person => person with { Age = 0 }).ToLookup(person => person.City, person => person.Name)",
        "People.Select(person => person.City).ToLookup(city => city.Length)[4]",
        "Numbers.Select(n => n * 2).ToImmutableArray()",
        "new List<int>(Numbers.Select(n => n * 2))",
        "new HashSet<int>(List.Select(n => n / 2))",
        "new Queue<int>(Numbers.Take(2)).Peek()",
        "{ var list = new List<int>(); list.AddRange(Numbers.Skip(4)); list.InsertRange(1, Numbers.Take(2)); "
            + "return list; }",
        "(int[])[0, .. Numbers.Select(n => n * 2), 99]",
        "(List<int>)[.. List.Take(2), .. Numbers.Skip(5)]",
        "string.Join(\", \", Numbers.Select(n => n * 2))",
        "string.Join('-', Words.Select(word => word.Length))",
        "string.Join(\", \", Words.Take(2))",
        "string.Concat(Words.Select(word => word[..1]))",
        "System.Text.Json.JsonSerializer.Serialize(Numbers.Select(n => new { n }).Take(2))",
        "System.Text.Json.JsonSerializer.Serialize(new { Names = People.Select(person => person.Name) })",

        // The rest of LINQ on the result of a view
        "Numbers.Where(n => n > 2).Select(n => n * 2).Skip(1)",
        "Numbers.Select(n => n * 2).Where(n => n > 10).ToArray()",
        "Numbers.Select(n => n / 2).Distinct()",
        "Words.Select(word => word).DistinctBy(word => word.Length)",
        "People.OrderBy(person => person.Age).ThenByDescending(person => person.Name).Select(person => person.Name)",
        "People.Select(person => person.Name).Order().Reverse()",
        "Numbers.Skip(1).OrderDescending().Take(2)",
        "People.Select(person => person).GroupBy(person => person.City)",
        "People.Skip(1).GroupBy(person => person.City, (city, people) => city + people.Count())",
        "People.Select(person => person.City).CountBy(city => city)",
        "Rows.SelectMany(row => row)",
        "Rows.SelectMany(row => row.Select(n => n * 2))",
        "Rows.SelectMany((row, i) => row.Take(i + 1))",
        "Rows.SelectMany(row => row.Skip(1), (row, n) => row.Length + n)",
        "Orders.Select(order => order.Items).SelectMany(items => items)",
        "Numbers.Select(n => (object)n).OfType<int>()",
        "Numbers.Select(n => (object)n).Cast<int>().Sum()",
        "Words.Select(word => word).Cast<object>().First()",
        "new object[] { 1, \"a\", 2.5 }.Select(value => value).OfType<string>()",
        "People.Select(person => person).Join(Orders, person => person.Name, order => order.Customer, "
            + "(person, order) => person.Age * order.Price)",
        "People.Select(person => person).GroupJoin(Orders, person => person.Name, order => order.Customer, "
            + "(person, orders) => (person.Name, orders.Count()))",

        // Query syntax
        "from n in Numbers select n * 2",
        "from n in Numbers where n > 2 select n * 2",
        "from n in Numbers let square = n * n where square > 10 select square - n",
        "from person in People orderby person.Age, person.Name descending select person.Name",
        "from person in People orderby person.City select (person.City, person.Name) into pair "
            + "where pair.Name != \"Bob\" select pair",
        "from person in People group person.Name by person.City",
        "from person in People group person by person.Age into ages orderby ages.Key select (ages.Key, ages.Count())",
        "from person in People join order in Orders on person.Name equals order.Customer "
            + "select (person.Name, order.Price)",
        "from person in People join order in Orders on person.Name equals order.Customer into orders "
            + "select (person.Name, orders.Sum(order => order.Price))",
        "from person in People join order in Orders on person.Name equals order.Customer into orders "
            + "from order in orders.DefaultIfEmpty() select (person.Name, order?.Price)",
        "from row in Rows from n in row select n",
        "from row in Rows let doubled = row.Select(n => n * 2) from n in doubled where n > 2 select n",
        "from a in Numbers.Take(2) from b in List.Select(n => n + 1) select a * b",
        "from order in Orders let first = order.Items.FirstOrDefault() select (order.Customer, first)",
        "from int n in new object[] { 1, 2 } select n + 1",
        "(from word in Words select word.Length into length select length * 2).Max()",

        // Nested
        "Rows.Select(row => row.Select(n => n * 2))",
        "Rows.Select(row => string.Join(',', row.Reverse()))",
        "Rows.Select(row => row.Select((n, i) => n * i).Sum()).Where(sum => sum > 0).Count()",
        "Numbers.Where(n => List.Select(m => m + 1).Contains(n))",
        "Numbers.Select(n => Numbers.Skip(n).Take(2).ToArray()).ToArray()",
        "People.Select(person => Orders.Where(order => order.Customer == person.Name)"
            + ".Select(order => order.Price).DefaultIfEmpty().Sum())",
        "Numbers.Zip(Numbers.Skip(1), (a, b) => b - a)",
        "Numbers.Zip(Numbers.Skip(1)).Where(pair => pair.Second > pair.First).Select(pair => pair.Second)",
        "Words.OrderBy(word => word.Select(c => (int)c).Sum()).First()",

        // Where a type is asked for
        "Kind(Numbers.Select(n => n))",
        "Second(Numbers.Select(n => n).ToArray())",
        "Total(Numbers.Skip(1))",
        "Overloaded(Numbers.Take(1))",
        "First(Words.Skip(1))",
        "Doubled(Numbers.Take(2)).Concat(Doubled(List))",
        "{ IEnumerable<int> query = Numbers; query = query.Where(n => n > 2); query = query.Skip(1); return query; }",
        "{ IEnumerable<int> query = Numbers.Skip(1); if (query.Any()) { query = query.Where(n => n > 2); } "
            + "return query; }",
        "{ IEnumerable<object> words = Words.Select(word => word); return words.Count(); }",
        "{ var queries = new List<IEnumerable<int>> { Numbers.Skip(5), List, Sequence }; "
            + "return queries.SelectMany(query => query); }",
        "new[] { Numbers.Select(n => n), Sequence }.Select(query => query.Count())",
        "Numbers.Length > 3 ? Numbers.Take(1) : Sequence",
        "{ (IEnumerable<int> Head, int Count) pair = (Numbers.Take(2), 2); return pair; }",
        "{ IEnumerable<int> Half(bool first) => first ? Numbers.Take(3) : Numbers.Skip(3); "
            + "return Half(true).Concat(Half(false)); }",
        "{ Func<int, IEnumerable<int>> upTo = n => Numbers.Take(n); return upTo(2); }",
        "Numbers.Select(n => n) is IEnumerable<int>",
        "(object)Numbers.Select(n => n) is int[] or List<int>",
        "(Numbers.Select(n => n) as IEnumerable<int>).Count()",
        "(object)Numbers.Select(n => n) is System.Collections.IEnumerable",
        "(object)Words.Select(word => word) is IEnumerable<object>",
        "Numbers.Take(3).ToArray() is [5, var second, ..] ? second : -1",
        "Words.Select(word => word.Length).ToList() is [.., 3]",
        "{ var (name, age, _) = People.Select(person => person).First(); return name + age; }",
        "{ var ((first, _), last) = (Numbers.Zip(Words).First(), List.Select(n => n * 2).Last()); "
            + "return first + last; }",

        // Steps, loops and side effects
        "{ var sum = 0; foreach (var n in Numbers.Select(n => n * 2)) { sum += n; } return sum; }",
        "{ foreach (var n in Numbers.Skip(1)) { if (n > 7) { return n; } } return null; }",
        "{ var calls = 0; var query = Numbers.Select(n => { calls++; return n; }); _ = query.ToArray(); "
            + "_ = query.ToList(); return calls; }",
        "{ var calls = 0; var query = Numbers.Select(n => { calls++; return n; }); _ = query.First(); return calls; }",
        "{ var calls = 0; var query = Numbers.Select(n => ++calls); "
            + "return (query.Take(2).ToList(), query.Skip(5).ToList(), calls); }",
        "{ var list = List; var query = list.Select(n => n * 2); list.Add(100); return query; }",
        "{ var list = List; var query = list.Skip(2).Append(9); list.Clear(); return query; }",
        "{ var list = List; var query = list.TakeLast(2); list.Insert(0, 1); list.RemoveAt(4); return query; }",
        "{ using var steps = Numbers.Select(n => n).GetEnumerator(); steps.MoveNext(); steps.MoveNext(); "
            + "return steps.Current; }",
        "{ var list = List; foreach (var n in list.Select(n => n)) { list.Add(n); } return list; }",
        "{ var list = List; foreach (var n in list.Select(n => n).ToList()) { list.Add(n); } return list; }",

        // Asynchronous
        "await Numbers.Select(n => n * 2).ToAsyncEnumerable().Where(n => n > 4).ToListAsync()",
        "await Numbers.ToAsyncEnumerable().Select(n => n * 2).Skip(2).Take(3).ToArrayAsync()",
        "await (from n in Numbers.Skip(1).ToAsyncEnumerable() where n > 2 select n + 1).SumAsync()",
        "await List.Take(3).ToAsyncEnumerable().Zip(Numbers.ToAsyncEnumerable()).CountAsync()",
        "{ var sum = 0; await foreach (var n in Numbers.Select(n => n * 2).ToAsyncEnumerable()) { sum += n; } "
            + "return sum; }",
        "await System.Threading.Tasks.Task.WhenAll(Numbers.Select(n => LaterAsync(n * 2)))",
        "await System.Threading.Tasks.Task.WhenAll(Numbers.Select(async n => "
            + "{ await System.Threading.Tasks.Task.Yield(); return n; }))",
        "{ var sum = 0; System.Threading.Tasks.Parallel.ForEach(Numbers.Select(n => n * 2), "
            + "n => System.Threading.Interlocked.Add(ref sum, n)); return sum; }",
        "Numbers.Select(n => n * 2).AsParallel().AsOrdered().Select(n => n + 1).ToArray()",
        "Numbers.Select(n => n * 2).AsQueryable().Where(n => n > 4).Select(n => n + 1).ToArray()",
        "Numbers.AsQueryable().Select(n => n * 2).Skip(1).Reverse().ToList()",

        // Errors
        "None.Select(n => n * 2).First()",
        "None.Skip(1).Last()",
        "Numbers.Take(2).Single()",
        "None.Select(n => n).Max()",
        "None.Select(n => n).Average()",
        "None.Take(1).Aggregate((a, b) => a + b)",
        "Numbers.Select(n => n).ElementAt(99)",
        "Numbers.Skip(2).ElementAt(-1)",
        "Numbers.Skip(2).ElementAt(^99)",
        "Numbers.Select(n => n).First(n => n > 99)",
        "Numbers.Select(n => n / 0.0)",
        "Numbers.Select(n => 10 / (n - 8))",
        "Numbers.Select(n => 10 / (n - 8)).Take(2).ToArray()",
        "new[] { \"1\", \"x\" }.Select(int.Parse).Sum()",
        "Gaps.Select(text => text!.Length).ToArray()",
        "Numbers.Zip(Numbers, (a, b) => a / (b - 3)).ToList()",
        "Numbers.Chunk(0)",
        "Numbers.Select((Func<int, int>)null!)",
        "Numbers.Concat(null!)",
        "Numbers.Zip((int[])null!)",
        "Numbers.Zip((int[])null!, (a, b) => a)",
        "((int[])null!).Select(n => n)",
        "((List<int>)null!).Skip(1)",
        "((int[])null!).Take(1..)",
        "((string[])null!).Append(\"a\")",
        "((IReadOnlyList<int>)null!).Reverse()",
        "((int[])null!).DefaultIfEmpty(1)",
        "((int[])null!).Chunk(2)",
        "((int[])null!).Index()",
        "((int[])null!).SkipLast(1)",
        "Words.Select(word => word).ToDictionary(word => word)",
    ],
    NewerLinq.IsAtHandFor);
}
