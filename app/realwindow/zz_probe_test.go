package realwindow
import ("testing";"fmt";"time")
func TestProbe(t *testing.T){
 b:=time.Now()
 s:=Start(t,Options{})
 fmt.Println("started",time.Since(b), s.journal.readyAt.Sub(s.began))
 fmt.Println(s.Title(), s.NextView())
 w,h:=s.Size(); fmt.Println(w,h)
 for _,x:=range s.TargetsOf("") {fmt.Println(x)}
 s.Click("meeting/geneva"); fmt.Println(s.NextView())
 s.SavePicture("/tmp/pt/a.png")
 s.Key("ctrl+z"); fmt.Println(s.NextView())
 s.Key("ctrl+plus"); s.Settle(); fmt.Println(s.Target("lens/brief"))
 s.SavePicture("/tmp/pt/b.png")
 s.Key("question"); fmt.Println(s.NextView())
 s.Key("Escape"); fmt.Println(s.NextView())
 fmt.Println(s.Targets()["plot"])
 n,m,_:=s.pid.memory(); fmt.Println(n>>20,m>>20)
 w0,_:=s.pid.worked(); time.Sleep(3*time.Second);w1,_:=s.pid.worked(); fmt.Println("cpu in 3s",w1-w0)
 x,_:=s.pid.internetSockets(); fmt.Println(x)
 fmt.Println(s.Close(), s.Said(), s.Errors())
}
