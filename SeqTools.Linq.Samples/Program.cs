using System.Globalization;
using System.Text;
using Samples;
using Samples.Cluster;
using Samples.Decoders;
using Samples.Folds;
using Samples.Http;
using Samples.Images;
using Samples.Tables;
using Samples.Texts;

Sample[] samples =
[
    new("images", "[folder]", "a folder of images becomes a contact sheet", ImageSample.Run),
    new("decoders", "", "images are decoded by worker processes, one of which kills them", _ => DecoderSample.Run()),
    new("http", "", "300 resources of a server, fetched by asynchronous producers", _ => HttpSample.RunAsync()),
    Sample.Sized(
        "text", "files", 4000, 200, "lines and words of thousands of files, and all lines as one list",
        TextSample.RunAsync),
    Sample.Sized(
        "table", "rows", 195_500, 20_000, "a Parquet file, read by row groups as one list of rows",
        TableSample.RunAsync),
    Sample.Sized(
        "folds", "flowers", 6000, 500, "cross-validation with ML.NET, and classes that are balanced",
        FoldSample.RunAsync),
    new("cluster", "", "two silos and a client, as processes, make the contact sheet", _ => ClusterSample.RunAsync()),
];

Console.OutputEncoding = Encoding.UTF8;
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

if (args is [SampleSilo.Command, .. var ports])
{
    return await SampleSilo.RunAsync(ports);
}

if (args is [] || (args is [var folder] && Directory.Exists(folder)))
{
    return ImageSample.Run(args);
}

if (Array.Find(samples, sample => sample.Name == args[0]) is { } chosen)
{
    return await chosen.RunAsync(args[1..]);
}

return Terminal.Refuse($"There is no sample and no folder {args[0]}. The samples:\n\n"
    + string.Join('\n', samples.Select(sample => $"  {sample.Name + ' ' + sample.Arguments,-16} {sample.What}")));
