namespace SeqTools.Linq.Tests.Retaining;

internal sealed class TypeIdentityTests
{
    [TestCase(typeof(int), "System.Int32")]
    [TestCase(typeof(int?), "System.Nullable`1<System.Int32>")]
    [TestCase(typeof(string[][,]), "System.String[,][]")]
    [TestCase(typeof(List<int>[]), "System.Collections.Generic.List`1<System.Int32>[]")]
    [TestCase(typeof((int, List<string>)),
        "System.ValueTuple`2<System.Int32, System.Collections.Generic.List`1<System.String>>")]
    [TestCase(typeof(A.Outer<int>.Inner<string>),
        "SeqTools.Linq.Tests.Retaining.A.Outer`1+Inner`1<System.Int32, System.String>")]
    public void It_is_whole_and_names_no_assembly(Type type, string identity) =>
        TypeIdentity.Of(type).ShouldBe(identity);

    /// <summary>Whose own name is a number that changes with the anonymous types around it.</summary>
    [Test]
    public void An_anonymous_type_is_known_by_its_properties()
    {
        var identity = TypeIdentity.Of(new { X = 1, Name = "" }.GetType());

        identity.ShouldStartWith("anonymous ");
        identity.ShouldEndWith("<System.Int32, System.String>");
        identity.ShouldSatisfyAllConditions(text => text.ShouldContain("<X>"), text => text.ShouldContain("<Name>"));
    }

    [Test]
    public void Types_of_one_simple_name_differ()
    {
        Type[] types =
        [
            typeof(A.Point), typeof(B.Point), typeof(A.Point[]), typeof(B.Point[]), typeof(List<A.Point>),
            typeof(List<B.Point>), typeof(A.Outer<int>.Point), typeof(A.Outer<string>.Point), new { X = 1 }.GetType(),
            new { Lat = 1 }.GetType(), new { X = "" }.GetType(), typeof(Dictionary<A.Point, B.Point>),
            typeof(Dictionary<B.Point, A.Point>), typeof(int[,]), typeof(int[][]),
        ];

        types.Select(TypeIdentity.Of).Distinct().Count().ShouldBe(types.Length);
    }

    [Test]
    public void A_folder_of_a_type_of_the_same_simple_name_is_refused()
    {
        var folder = TemporaryFolder.New();
        _ = Seq.Repeat(new A.Point { X = 3 }, 1).AsCachedOnDisk(folder, "1")[0];
        Should.Throw<InvalidOperationException>(
            () => Seq.Repeat(new B.Point { X = 3 }, 1).AsCachedOnDisk(folder, "1"));

        folder = TemporaryFolder.New();
        _ = Seq.Repeat(new[] { 1 }, 1).AsCachedOnDisk(folder, "1")[0];
        Should.Throw<InvalidOperationException>(() => Seq.Repeat(new[] { 1f }, 1).AsCachedOnDisk(folder, "1"));

        folder = TemporaryFolder.New();
        _ = Seq.Repeat(new { X = 1 }, 1).AsCachedOnDisk(folder, "1")[0];
        Should.Throw<InvalidOperationException>(() => Seq.Repeat(new { Lat = 1 }, 1).AsCachedOnDisk(folder, "1"));
        Seq.Repeat(new { X = 2 }, 1).AsCachedOnDisk(folder, "1")[0].X.ShouldBe(1);
    }
}
