// The steps of .ci/docs that are more than copying files. Arguments: a step, a folder, and what the step needs.
using SeqTools.Linq.DocumentationSite;

switch (args)
{
    case ["pages", var folder, var version, var repository]:
        Pages.Prepare(folder, version, repository);
        break;
    case ["api", var folder]:
        ApiPages.Clean(folder);
        break;
    case ["search", var folder]:
        SearchIndex.Improve(folder);
        break;
    default:
        throw new ArgumentException($"There is no step {string.Join(' ', args)}.", nameof(args));
}
