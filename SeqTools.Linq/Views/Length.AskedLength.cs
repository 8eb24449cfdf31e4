using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class AskedLength(
        Func<int> ask, Func<Task<int>> askAsync, Func<int?> known, Func<Exception, bool> refuses, object userList)
        : Length(mayEvaluate: true)
    {
        protected override bool IsRoot => true;

        protected override bool EvaluatesNow => known() is null;

        public override int Count => known() ?? AskedCount();

        public override bool IsToBeAsked => known() is null;

        public override async ValueTask AskAsync(CancellationToken cancellationToken)
        {
            try
            {
                await AnsweredAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (EvaluationException.Catches(e) && !refuses(e))
            {
                throw EvaluationException.OfCount(e, userList);
            }
        }

        /// <summary>
        /// Who no longer waits leaves no failure behind that nobody has looked at; who waits does not go on where
        /// answers are read.
        /// </summary>
        private async Task AnsweredAsync(CancellationToken cancellationToken)
        {
            var asked = askAsync();
            _ = asked.ContinueWith(
                static failed => failed.Exception, default,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            try
            {
                await asked.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }
        }

        private int AskedCount()
        {
            try
            {
                return ask();
            }
            catch (Exception e) when (EvaluationException.Catches(e) && !refuses(e))
            {
                throw EvaluationException.OfCount(e, userList);
            }
        }
    }
}
